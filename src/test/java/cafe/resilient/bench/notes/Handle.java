/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.notes;

import cafe.resilient.platform.Command;
import java.util.UUID;

/** A note that a handler keeps. */
public record Handle(String text, UUID submission) implements Command {}
