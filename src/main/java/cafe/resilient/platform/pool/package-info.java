/* SPDX-License-Identifier: Apache-2.0 */
/** Control of the server's connection pools, through WildFly's management model. */
package cafe.resilient.platform.pool;
