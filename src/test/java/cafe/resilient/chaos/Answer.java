/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

/**
 * What came back.
 *
 * @param at when, in microseconds since the run began
 * @param number the answer's; empty if it had none
 * @param evidence status of the answer, or why there was none
 */
record Answer(long at, Told told, String number, String evidence) {}
