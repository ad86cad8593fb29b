/* SPDX-License-Identifier: Apache-2.0 */
/** Tries a call in the region of the writer, judges what went wrong, and ends it by one deadline. */
package cafe.resilient.platform.failover;
