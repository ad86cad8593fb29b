/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

/**
 * A command that no database has taken yet.
 *
 * @param number the command's number
 * @param journey what has happened to it so far
 */
public record PendingCommand(String number, Command command, Journey journey) {}
