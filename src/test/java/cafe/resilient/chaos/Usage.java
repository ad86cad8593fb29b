/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

/**
 * What the machine's processors have done so far, all of them together.
 *
 * @param at in microseconds since the run began
 * @param cafe milliseconds that the cafe's server used since it started; what its databases use is others', as the lab's repairs are
 *     most of it
 * @param busy milliseconds that anybody used since the machine started
 * @param all milliseconds there were since then
 */
record Usage(long at, long cafe, long busy, long all) {}
