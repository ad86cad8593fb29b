/* SPDX-License-Identifier: Apache-2.0 */
/** Servers of their own beside a lab, for tests and benchmarks: base folder, process, management. */
package cafe.resilient.server;
