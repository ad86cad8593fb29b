/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

/**
 * How it looked from outside at a moment.
 *
 * @param at in microseconds since the run began
 * @param queued commands that wait in the queue, in any of its regions
 * @param writer the node that is, or last was, the writer
 */
record Sample(long at, int queued, String writer) {}
