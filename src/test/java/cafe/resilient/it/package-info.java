/* SPDX-License-Identifier: Apache-2.0 */
/** Integration tests: the server as it is delivered, against the lab. */
package cafe.resilient.it;
