/* SPDX-License-Identifier: Apache-2.0 */
package bakery;

import cafe.resilient.platform.Command;
import java.time.LocalDate;
import java.util.UUID;

/** Somebody wants a loaf. */
public record BakeLoaf(String kind, LocalDate day, UUID submission) implements Command {}
