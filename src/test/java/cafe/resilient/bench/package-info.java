/* SPDX-License-Identifier: Apache-2.0 */
/** Figures: what a failover costs a customer, what the platform costs in peace. See scripts/bench --help. */
package cafe.resilient.bench;
