/* SPDX-License-Identifier: Apache-2.0 */
/** The cafe beside its rivals, in the same fault. Shop and NamedSockets run in the rivals' processes, the rest in the bench's. */
package cafe.resilient.bench.peers;
