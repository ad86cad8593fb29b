/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** What the figures were measured on. */
final class Machine {

    private Machine() {}

    static String description() {
        long kilobytes = Long.parseLong(value("/proc/meminfo", "MemTotal").replaceAll("\\D", ""));
        return "Measured on %s: %d cores (%s), %d GB of memory, Java %s; lab, server and load all on this machine, fsync off."
                .formatted(
                        LocalDate.now(),
                        Runtime.getRuntime().availableProcessors(),
                        value("/proc/cpuinfo", "model name"),
                        Math.round(kilobytes / (1024.0 * 1024)),
                        Runtime.version().feature());
    }

    private static String value(String file, String name) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0 unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
