/* SPDX-License-Identifier: Apache-2.0 */
/** Messages to the cafe: the page, the REST resource, the service that takes a message and the repository that enters it. */
package cafe.resilient.message;
