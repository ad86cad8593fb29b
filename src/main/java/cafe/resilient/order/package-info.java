/* SPDX-License-Identifier: Apache-2.0 */
/** Ordering a table: the page, the REST resource, the service that takes an order and the repository that enters it. */
package cafe.resilient.order;
