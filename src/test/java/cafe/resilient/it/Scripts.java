/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The project's scripts, run in a copy of the project: when a source is edited while tests run, it is the copy that is built
 * anew, and the servers of the other tests keep their files. There are spaces in all paths.
 */
record Scripts(Path home, Map<String, String> environment) {

    static final Path FOLDER = Path.of(System.getProperty("cafe.it.server")).resolveSibling("it/scripts");

    private static final Path PROJECT = FOLDER.resolve("a project");
    private static final String COPY = """
            rm -rf "$0" && mkdir -p "$0/target"
            cp -a pom.xml scripts src wildfly-config apache-httpd "$0"
            cd target && cp -a cafe-admin.jar classes test-classes server *.classpath postgres-* "$0/target"
            touch "$0/target/built"
            """;

    static void copyProject() throws Exception {
        Files.createDirectories(FOLDER);
        finish(0, new ProcessBuilder("bash", "-ec", COPY, PROJECT.toString()));
    }

    static void deleteProject() throws Exception {
        finish(0, new ProcessBuilder("rm", "-rf", PROJECT.toString()));
    }

    /** A port that is free, as are the 49 after it, below those that the system gives away by itself. */
    static int portBase() {
        int base;
        do {
            base = ThreadLocalRandom.current().nextInt(20_000, 30_000);
        } while (!IntStream.range(base, base + 50).allMatch(Scripts::isFree));
        return base;
    }

    /** In a home of this name, on ports of its own. */
    static Scripts in(String home) {
        int base = portBase();
        Map<String, String> environment = new HashMap<>(Map.of("CAFE_HOME", FOLDER + "/./" + home + "/"));
        environment.put("CAFE_LAB_FSYNC", "off");
        environment.put("CAFE_LAB_PORT_BASE", String.valueOf(base));
        environment.put("CAFE_QUEUE_PORT", String.valueOf(base + 30));
        environment.put("CAFE_HTTP_PORT", String.valueOf(base + 40));
        environment.put("CAFE_MANAGEMENT_PORT", String.valueOf(base + 41));
        environment.put("CAFE_FRONT_PORT", String.valueOf(base + 42));
        return new Scripts(FOLDER.resolve(home), environment);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    Scripts with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Scripts(home, more);
    }

    int port(String variable) {
        return Integer.parseInt(environment.get(variable));
    }

    /** What a script said; fails if it does not end with this code. */
    String say(int code, String name, String... arguments) throws Exception {
        return finish(code, script(name, arguments));
    }

    ProcessBuilder script(String name, String... arguments) {
        ProcessBuilder script =
                new ProcessBuilder(PROJECT.resolve("scripts/" + name).toString());
        script.command().addAll(List.of(arguments));
        script.environment().keySet().removeIf(variable -> variable.startsWith("CAFE_"));
        script.environment().putAll(environment);
        return script;
    }

    /** Its words go to a file: what it leaves in the background must not hold us up. */
    private static String finish(int code, ProcessBuilder builder) throws Exception {
        Path log = FOLDER.resolve("said.log");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(read(log)).isTrue();
        assertThat(process.exitValue()).as(read(log)).isEqualTo(code);
        return read(log);
    }

    static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
