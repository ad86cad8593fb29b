/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The lab: two regions of real PostgreSQL, the endpoints that lead to their writers, DynamoDB Local, and the faults made
 * in them on purpose, on one machine. The tests run it in their own process, the scripts through {@link
 * cafe.resilient.lab.Main}.
 */
package cafe.resilient.lab;
