/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A lending library on the platform, with nothing of the cafe: all that a developer writes who takes the jar. Members are rows
 * ({@link lending.RegisterMember}); lending, returning and paying are transactions with rules of their own.
 */
package lending;
