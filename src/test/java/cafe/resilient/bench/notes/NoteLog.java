/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.notes;

import cafe.resilient.platform.CommandLog;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** The row of a note that was handled. */
@Entity
@Table(schema = "bench", name = "command_log")
public class NoteLog extends CommandLog {}
