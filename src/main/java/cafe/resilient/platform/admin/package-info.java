/* SPDX-License-Identifier: Apache-2.0 */
/** The administrator's tool, cafe-admin.jar: the queue and its dead letters, tables, migrations, checks. No part of any WAR. */
package cafe.resilient.platform.admin;
