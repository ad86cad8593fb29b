/* SPDX-License-Identifier: Apache-2.0 */
/** The queue of commands that no database could take: DynamoDB tables, in one region or several. */
package cafe.resilient.platform.queue;
