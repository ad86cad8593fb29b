/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A WildFly in a folder of its own, started with the environment and the script of scripts/run, and stopped by its pid. */
public final class Server implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    /** The server lets the calls under way finish, for up to 10 s. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final ServerFolder folder;
    private final Process script;

    private Server(ServerFolder folder, Process script) {
        this.folder = folder;
        this.script = script;
    }

    /** Comes back when it is up with the application deployed, and warm if that says so. @throws IllegalStateException if it is not; nothing is left */
    public static Server start(ServerFolder folder) {
        return start(folder, List.of(), true);
    }

    /** The same of one that is cold yet: it takes orders. */
    public static Server startCold(ServerFolder folder) {
        return start(folder, List.of(), false);
    }

    /** The same in a session of its own, to which the kernel gives a share of a busy machine apart. */
    public static Server startApart(ServerFolder folder) {
        return start(folder, List.of("setsid"), true); // becomes the script itself, under the same pid
    }

    private static Server start(ServerFolder folder, List<String> by, boolean warm) {
        Server server = new Server(folder, run(folder, by));
        try {
            server.awaitStarted();
            if (warm) {
                server.awaitWarm();
            }
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static Process run(ServerFolder folder, List<String> by) {
        Path environment = folder.server().getParent().resolveSibling("wildfly-config/server.env");
        List<String> command = new ArrayList<>(by);
        command.addAll(List.of(
                "bash",
                "-c",
                "set -a; source \"$0\"; exec \"$@\"",
                environment.toString(),
                folder.server().resolve("bin/standalone.sh").toString(),
                "-P",
                folder.store().toString()));
        folder.properties().forEach((name, value) -> command.add("-D" + name + "=" + value));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(console(folder).toFile());
        builder.environment().put("JBOSS_HOME", folder.server().toString());
        builder.environment().put("JBOSS_PIDFILE", pidFile(folder).toString());
        builder.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "yes");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of this start alone; its log goes on from one start to the next. */
    private static Path console(ServerFolder folder) {
        return folder.base().resolve("console.log");
    }

    private static Path pidFile(ServerFolder folder) {
        return folder.base().resolve("wildfly.pid");
    }

    private void awaitStarted() {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        String log;
        do {
            LockSupport.parkNanos(50_000_000);
            log = read(console(folder));
            if (!script.isAlive()
                    || System.nanoTime() > end
                    || Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("The server did not start: see " + folder.log());
            }
        } while (!log.contains("WFLYSRV0025") && !log.contains("WFLYSRV0026"));
        if (log.contains("WFLYSRV0026")) {
            throw new IllegalStateException("The server started with errors: see " + folder.log());
        }
    }

    private void awaitWarm() {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (isWarmingUp() && System.nanoTime() < end) {
            LockSupport.parkNanos(50_000_000);
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("Interrupted while the server warmed up.");
            }
        }
    }

    /** Of an application that has no such address nothing is known. */
    private boolean isWarmingUp() {
        try {
            var ready = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + http() + "/ready").toURL().openConnection();
            return ready.getResponseCode() == HttpURLConnection.HTTP_UNAVAILABLE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the JVM, not of the script that started it. */
    public long pid() {
        return Long.parseLong(read(pidFile(folder)).strip());
    }

    public int http() {
        return folder.http();
    }

    public Management management() {
        return new Management(folder.management());
    }

    /** kill -9: nothing under way is finished. */
    public void kill() {
        ProcessHandle.of(pid()).ifPresent(jvm -> {
            jvm.destroyForcibly();
            jvm.onExit().join();
        });
        close();
    }

    /** First kindly; interruption, which may be why, waits until it is over. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        List<ProcessHandle> all = new ArrayList<>(script.descendants().toList());
        all.add(script.toHandle());
        script.destroy(); // the script passes it on
        try {
            script.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        all.forEach(ProcessHandle::destroyForcibly);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
