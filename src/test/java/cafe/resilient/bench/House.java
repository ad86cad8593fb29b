/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import cafe.resilient.lab.Lab;
import cafe.resilient.lab.LabSettings;
import cafe.resilient.server.Server;
import cafe.resilient.server.ServerFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A lab and a server of the benchmark's own, on free ports. */
final class House implements AutoCloseable {

    static final Path FOLDER = Path.of("target/bench").toAbsolutePath();
    private static final Path PROVISIONED = Path.of("target/server").toAbsolutePath();

    final Lab lab;
    final Server server;

    private House(Lab lab, Server server) {
        this.lab = lab;
        this.server = server;
    }

    /**
     * @param added classes of the benchmark that the application gets in this server alone
     */
    static House open(Class<?>... added) throws IOException {
        Progress.say("Starting a lab and a server ...");
        Lab lab = Lab.start(LabSettings.free(FOLDER.resolve("lab")));
        try {
            ServerFolder folder = ServerFolder.cut(PROVISIONED, FOLDER.resolve("server"), "bench", "west,east", lab);
            add(folder.base().resolve("deployments/ROOT.war"), added);
            return new House(lab, Server.start(folder));
        } catch (IOException | RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    private static void add(Path war, Class<?>... classes) throws IOException {
        if (classes.length > 0) {
            try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + war.toUri()), Map.of())) {
                for (Class<?> added : classes) {
                    String file = added.getName().replace('.', '/') + ".class";
                    Path inside = zip.getPath("WEB-INF/classes", file);
                    Files.createDirectories(inside.getParent());
                    Files.write(inside, added.getResourceAsStream("/" + file).readAllBytes());
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } finally {
            lab.close();
        }
    }
}
