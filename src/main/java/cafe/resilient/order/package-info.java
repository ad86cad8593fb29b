/* SPDX-License-Identifier: Apache-2.0 */
/** Ordering a table: the page, the REST resource, the desk that takes an order and the book it is entered in. */
package cafe.resilient.order;
