/* SPDX-License-Identifier: Apache-2.0 */
/** What administrators, and the machines that watch for them, see. */
package cafe.resilient.ops;
