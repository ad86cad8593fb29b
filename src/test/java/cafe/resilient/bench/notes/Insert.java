/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.notes;

import cafe.resilient.platform.Command;
import java.util.UUID;

/** A note that is kept as the row of its command. */
public record Insert(String text, UUID submission) implements Command {}
