/* SPDX-License-Identifier: Apache-2.0 */
/** The regions, and the binding of one attempt to one of them as Hibernate's tenant. */
package cafe.resilient.platform.region;
