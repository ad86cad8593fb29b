/* SPDX-License-Identifier: Apache-2.0 */
/** What the benchmark of commands adds to the application, in its own server alone. */
package cafe.resilient.bench.notes;
