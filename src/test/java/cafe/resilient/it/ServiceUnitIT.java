/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service unit of a server that only replays, as systemd itself reads it. */
@Tag("own-server")
class ServiceUnitIT {

    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

    @TempDir
    private Path folder;

    private final Path server = Path.of(System.getProperty("cafe.it.server"));

    @Test
    void systemdAcceptsTheUnit() throws Exception {
        assertThat(verify(unit())).isEmpty();
    }

    @Test
    void andWouldNotAcceptAnyUnit() throws Exception {
        assertThat(verify(unit().replace("MemoryMax=1G", "MemoryMax=much"))).contains("memory limit");
    }

    private String unit() throws IOException {
        Path unit = server.getParent().resolveSibling("wildfly-config/cafe-replay.service");
        return Files.readString(unit).replace("/opt/cafe", server.toString());
    }

    /** What it complains of. */
    private String verify(String unit) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(ANALYZE), "There is no systemd here (Debian: systemd).");
        Path file = Files.writeString(folder.resolve("cafe-replay.service"), unit);
        Process analyze = new ProcessBuilder(ANALYZE.toString(), "verify", "--man=no", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(analyze.getInputStream().readAllBytes());
        analyze.waitFor();
        return said;
    }
}
