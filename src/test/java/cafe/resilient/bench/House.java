/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import cafe.resilient.lab.Lab;
import cafe.resilient.lab.LabSettings;
import cafe.resilient.server.Server;
import cafe.resilient.server.ServerFolder;
import java.nio.file.Path;

/** A lab and a server of the benchmark's own, on free ports. */
final class House implements AutoCloseable {

    static final Path FOLDER = Path.of("target/bench").toAbsolutePath();
    static final Path PROVISIONED = Path.of("target/server").toAbsolutePath();

    final Lab lab;
    final Server server;

    private House(Lab lab, Server server) {
        this.lab = lab;
        this.server = server;
    }

    /**
     * @param added classes of the benchmark that the application gets in this server alone
     */
    static House open(Class<?>... added) {
        Progress.say("Starting a lab and a server ...");
        Lab lab = Lab.start(LabSettings.free(FOLDER.resolve("lab")));
        try {
            ServerFolder folder = ServerFolder.cut(PROVISIONED, FOLDER.resolve("server"), "bench", "west,east", lab);
            folder.add(added);
            return new House(lab, Server.start(folder));
        } catch (RuntimeException e) {
            lab.close();
            throw e;
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
