/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Apache HTTPD with the cafe's configuration, on a free port, in front of a server that may be there or not. */
final class Front implements AutoCloseable {

    private final int port;
    private final Process httpd;

    private Front(int port, Process httpd) {
        this.port = port;
        this.httpd = httpd;
    }

    static boolean isInstalled() {
        return Files.isExecutable(Path.of("/usr/sbin/apache2"));
    }

    static Front start(int serverPort) {
        int port = Cafe.freePort();
        Front front = new Front(port, run(serverPort, port));
        Runtime.getRuntime().addShutdownHook(new Thread(front.httpd::destroy)); // if nobody gets to close it
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!front.listens()) {
            if (!front.httpd.isAlive() || System.nanoTime() > end) {
                front.close();
                throw new IllegalStateException("Apache HTTPD did not start; see " + home(port));
            }
        }
        return front;
    }

    /** What HTTPD says to the configuration, without starting. */
    static String check() {
        try {
            return new String(run(1, 2, "--check").getInputStream().readAllBytes()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Site site() {
        return new Site(port);
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        httpd.destroy();
        try {
            if (!httpd.waitFor(10, TimeUnit.SECONDS)) {
                httpd.descendants().forEach(ProcessHandle::destroyForcibly);
                httpd.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Process run(int serverPort, int port, String... options) {
        Path server = Path.of(System.getProperty("cafe.it.server"));
        List<String> command = new ArrayList<>(
                List.of(server.resolve("../../apache-httpd/front").normalize().toString(), "--home"));
        command.add(home(port).toString());
        command.addAll(List.of("--listen", "127.0.0.1:" + port, "--server", "127.0.0.1:" + serverPort));
        command.addAll(List.of(options));
        try {
            File log = Files.createDirectories(home(port)).resolve("out.log").toFile();
            ProcessBuilder front = new ProcessBuilder(command).redirectErrorStream(true);
            return options.length > 0
                    ? front.start()
                    : front.redirectOutput(log).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path home(int port) {
        return Path.of(System.getProperty("cafe.it.server"))
                .resolveSibling("it")
                .resolve("front-" + port);
    }

    private boolean listens() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            Thread.onSpinWait();
            return false;
        }
    }
}
