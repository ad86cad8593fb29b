/* SPDX-License-Identifier: Apache-2.0 */
/** Where a command is, how the stores are, and whether a server is warm: what applications and operators ask the platform. */
package cafe.resilient.platform.status;
