/* SPDX-License-Identifier: Apache-2.0 */
/** The smallest application on the platform, with nothing of the cafe: all that a developer writes who lifts it. */
package bakery;
