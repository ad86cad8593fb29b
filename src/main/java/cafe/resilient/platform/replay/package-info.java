/* SPDX-License-Identifier: Apache-2.0 */
/** Moves what is queued into the database, as soon as there is one. */
package cafe.resilient.platform.replay;
