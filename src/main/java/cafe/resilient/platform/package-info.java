/* SPDX-License-Identifier: Apache-2.0 */
/** The Unified Data Platform: the only way to any data store, and what keeps an accepted command when one is lost. */
package cafe.resilient.platform;
