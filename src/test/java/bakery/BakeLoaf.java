/* SPDX-License-Identifier: Apache-2.0 */
package bakery;

import cafe.resilient.platform.Command;
import java.time.LocalDate;
import java.util.UUID;

/** Somebody wants a loaf. @param slot of the oven that day: it takes one */
public record BakeLoaf(String kind, LocalDate day, int slot, UUID submission) implements Command {}
