/* SPDX-License-Identifier: Apache-2.0 */
/** What all pages and REST resources share: the guard against cross-site posts, and one way to say what is wrong. */
package cafe.resilient.web;
