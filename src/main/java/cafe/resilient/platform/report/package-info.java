/* SPDX-License-Identifier: Apache-2.0 */
/** What operators are told: messages of the log, faults that stand, and events for whoever observes them. */
package cafe.resilient.platform.report;
