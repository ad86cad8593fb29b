/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.peers;

import cafe.resilient.lab.Lab;
import cafe.resilient.lab.LabException;
import cafe.resilient.server.Apart;
import cafe.resilient.server.ServerFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A rival that runs: a JVM in a session of its own. */
final class RivalProcess implements AutoCloseable {

    static final List<String> JVM =
            List.of("-Xmx192m", "-XX:+UseSerialGC", "-Dsun.net.httpserver.nodelay=true", "-Dsun.net.inetaddr.ttl=1");

    private static final long START_LIMIT = 60_000_000_000L;

    private final Rival rival;
    private final int port = ServerFolder.freePort();
    private final Apart process;

    private RivalProcess(Rival rival, Lab lab, Path log) throws IOException {
        this.rival = rival;
        Map<String, String> environment = Map.of("SHOP_USER", "cafe_app", "SHOP_PASSWORD", lab.secret("app"));
        process = Apart.start(command(), environment, log.toFile());
    }

    /** Comes back when it listens. @param folder where its log is */
    static RivalProcess start(Rival rival, Lab lab, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path log = folder.resolve(rival.name() + ".log");
        RivalProcess started = new RivalProcess(rival, lab, log);
        long end = System.nanoTime() + START_LIMIT;
        try {
            while (!started.listens()) {
                if (!started.process.alive() || System.nanoTime() - end > 0) {
                    throw new LabException("The rival " + rival.name() + " did not start: see " + log);
                }
                Thread.sleep(50);
            }
            return started;
        } catch (RuntimeException | InterruptedException e) {
            started.close();
            throw e;
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(JVM);
        command.addAll(rival.jvm());
        command.addAll(List.of(
                "-Dshop.port=" + port,
                "-Dshop.url=" + rival.url(),
                "-Dshop.driver=" + rival.driver(),
                "-Dshop.table=" + rival.table(),
                "-Dshop.unique=" + rival.unique(),
                "-cp",
                System.getProperty("java.class.path"),
                Shop.class.getName()));
        return command;
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    Contestant contestant(PeersDatabase database) {
        return new Contestant(rival.name(), port, process.pid(), tag -> database.numbers(rival.table(), tag));
    }

    @Override
    public void close() {
        process.close();
    }
}
