/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.server;

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
public final class Front implements AutoCloseable {

    private final int port;
    private final Process httpd;

    private Front(int port, Process httpd) {
        this.port = port;
        this.httpd = httpd;
    }

    public static boolean isInstalled() {
        return Files.isExecutable(Path.of("/usr/sbin/apache2"));
    }

    /** Else no client is limited. */
    public static boolean canLimit() {
        return Files.exists(Path.of("/usr/lib/apache2/modules/mod_qos.so"));
    }

    /**
     * @param home a folder of its own
     * @param serverPort of the server behind it
     * @param options of the script apache-httpd/front
     */
    public static Front start(Path provisioned, Path home, int serverPort, String... options) {
        int port = ServerFolder.freePort();
        File log;
        try {
            log = Files.createDirectories(home).resolve("out.log").toFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ProcessBuilder command = command(provisioned, home, serverPort, port).redirectOutput(log);
        command.command().addAll(List.of(options));
        Front front = new Front(port, run(command));
        Runtime.getRuntime().addShutdownHook(new Thread(front.httpd::destroy)); // if nobody gets to close it
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!front.listens()) {
            if (!front.httpd.isAlive() || System.nanoTime() > end) {
                front.close();
                throw new IllegalStateException("Apache HTTPD did not start; see " + log);
            }
        }
        return front;
    }

    /** What HTTPD says to the configuration, without starting. */
    public static String check(Path provisioned, Path home) {
        ProcessBuilder check = command(provisioned, home, 1, 2);
        check.command().add("--check");
        try {
            return new String(run(check).getInputStream().readAllBytes()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
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

    private static ProcessBuilder command(Path provisioned, Path home, int serverPort, int port) {
        Path script = provisioned.getParent().resolveSibling("apache-httpd/front");
        List<String> command = new ArrayList<>(List.of(script.toString(), "--home", home.toString()));
        command.addAll(List.of("--listen", "127.0.0.1:" + port, "--server", "127.0.0.1:" + serverPort));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private static Process run(ProcessBuilder front) {
        try {
            return front.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
