/* SPDX-License-Identifier: Apache-2.0 */
package lending;

import cafe.resilient.platform.CommandLog;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** The row of a command that was handled. */
@Entity
@Table(schema = "lending", name = "command_log")
public class LendingLog extends CommandLog {}
