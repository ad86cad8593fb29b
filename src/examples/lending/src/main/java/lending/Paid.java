/* SPDX-License-Identifier: Apache-2.0 */
package lending;

/** What a payment made. @param fees of its member so far, in cents */
public record Paid(long fees) {}
