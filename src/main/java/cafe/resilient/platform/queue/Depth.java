/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.queue;

import java.time.Instant;
import java.util.Optional;

/**
 * How many commands a table of the queue holds.
 *
 * @param commands that were counted: of very many, some of them
 * @param oldest when the oldest of them came
 */
public record Depth(long commands, Optional<Instant> oldest) {}
