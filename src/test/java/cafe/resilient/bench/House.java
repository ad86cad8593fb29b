/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import cafe.resilient.lab.Lab;
import cafe.resilient.lab.LabSettings;
import cafe.resilient.server.Server;
import cafe.resilient.server.ServerFolder;
import java.nio.file.Path;
import java.util.function.Function;

/** A lab and a server of the benchmark's own, on free ports. */
public final class House implements AutoCloseable {

    public static final Path FOLDER = Path.of("target/bench").toAbsolutePath();
    static final Path PROVISIONED = Path.of("target/server").toAbsolutePath();

    public final Lab lab;
    public final Server server;

    private House(Lab lab, Server server) {
        this.lab = lab;
        this.server = server;
    }

    /**
     * @param added classes of the benchmark that the application gets in this server alone
     */
    static House open(Class<?>... added) {
        return open(Server::start, added);
    }

    /** The server in a session of its own: the kernel gives it a share of a busy machine apart from this program's. */
    public static House apart() {
        return open(Server::startApart);
    }

    private static House open(Function<ServerFolder, Server> start, Class<?>... added) {
        Progress.say("Starting a lab and a server ...");
        Lab lab = Lab.start(LabSettings.free(FOLDER.resolve("lab")));
        try {
            ServerFolder folder = ServerFolder.cut(PROVISIONED, FOLDER.resolve("server"), "bench", "west,east", lab);
            folder.add(added);
            return new House(lab, start.apply(folder));
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
