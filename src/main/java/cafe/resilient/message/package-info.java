/* SPDX-License-Identifier: Apache-2.0 */
/** Messages to the cafe: the page, the REST resource, the desk that takes a message and the book it is entered in. */
package cafe.resilient.message;
