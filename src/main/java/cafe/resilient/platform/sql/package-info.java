/* SPDX-License-Identifier: Apache-2.0 */
/** What a database says when something fails: its SQLStates, and the objects it names. */
package cafe.resilient.platform.sql;
