/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import jakarta.persistence.MappedSuperclass;

/**
 * The row of a command that a {@link CommandHandler} has handled: its number is in the log, so it is not handled again. One table
 * serves all handlers of an application, which names it by an entity that derives from this.
 */
@MappedSuperclass
public abstract class CommandLog extends CommandEntity {

    /** The simple name of the command's class. */
    private String type;

    /** The handler's result as JSON text, see {@link CommandJson#write}; null if there is none. */
    private String result;
}
