/* SPDX-License-Identifier: Apache-2.0 */
/** What WildFly's connection pools load from a server module of their own; not part of the WAR. */
package cafe.resilient.platform.pool.server;
