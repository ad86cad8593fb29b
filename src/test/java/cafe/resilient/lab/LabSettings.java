/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What one lab is made with.
 *
 * @param home the folder that holds all of it
 * @param binaries where PostgreSQL is unpacked, once for all labs
 * @param ports where it listens, on 127.0.0.1 alone
 * @param fsync false is quicker, and safe for killed processes though not for a killed machine: for tests
 */
public record LabSettings(Path home, Path binaries, Ports ports, boolean fsync) {
    static final String FSYNC = "CAFE_LAB_FSYNC";

    public LabSettings {
        home = home.toAbsolutePath().normalize();
        binaries = binaries.toAbsolutePath().normalize();
    }

    /** For tests: free ports, no fsync. */
    public static LabSettings free(Path home) {
        return new LabSettings(home, sharedFolder(), Ports.free(), false);
    }

    /** For scripts: home by -Dcafe.home, ports and fsync by the environment. */
    static LabSettings from(Map<String, String> environment) {
        String fsync = environment.getOrDefault(FSYNC, "on");
        if (!fsync.equals("on") && !fsync.equals("off")) {
            throw new LabException(FSYNC + " is '" + fsync + "': give on or off.");
        }
        return new LabSettings(homeFolder(), sharedFolder(), Ports.from(environment), fsync.equals("on"));
    }

    static Path homeFolder() {
        return Path.of(System.getProperty("cafe.home", "target/lab"))
                .toAbsolutePath()
                .normalize();
    }

    private static Path sharedFolder() {
        return Path.of(System.getProperty("cafe.postgres", build().toString()));
    }

    /** The build's folder, target: where the classes of this program are. */
    static Path build() {
        return testClasses().getParent();
    }

    static Path testClasses() {
        try {
            return Path.of(LabSettings.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
