/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

/**
 * A queued command was refused by a rule of the application when it was replayed, and is among the dead letters now. Fired as an
 * asynchronous CDI event (observe it by {@link jakarta.enterprise.event.ObservesAsync}), so that the application can tell whoever sent
 * it. It may be lost with its server, and may come again when an administrator retries the command: the status is what counts.
 *
 * @param reason the message of the exception that refused it
 */
public record CommandRefused(String number, Command command, String reason) {}
