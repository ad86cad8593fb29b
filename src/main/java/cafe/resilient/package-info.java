/* SPDX-License-Identifier: Apache-2.0 */
/** A cafe that keeps taking orders while its database dies: the features by folder, on top of the data platform. */
package cafe.resilient;
