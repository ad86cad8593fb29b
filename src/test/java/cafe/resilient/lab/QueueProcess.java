/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The process that {@link QueueServer} runs in. */
final class QueueProcess implements AutoCloseable {
    private final Process process;
    private final Collection<String> regions;
    private final Path log;

    private QueueProcess(Process process, Collection<String> regions, Path log) {
        this.process = process;
        this.regions = regions;
        this.log = log;
    }

    /** Starts it and comes back at once. */
    static QueueProcess start(Home home, Collection<String> regions) {
        String dynamodb = classPath();
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx768m",
                                        "-XX:+UseSerialGC",
                                        mark(home.path()),
                                        "-Dsqlite4java.library.path=" + nativeFolder(dynamodb),
                                        "-cp",
                                        LabSettings.testClasses() + ":" + dynamodb,
                                        QueueServer.class.getName()),
                                regions.stream())
                        .toList())
                .redirectError(home.queueLog().toFile());
        builder.environment().put("DDB_LOCAL_TELEMETRY", "0");
        try {
            return new QueueProcess(builder.start(), regions, home.queueLog());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By this argument the process is known as the one of this home folder. */
    static String mark(Path home) {
        return "-Dcafe.home=" + home;
    }

    private static String classPath() {
        Path file = LabSettings.build().resolve("dynamodb.classpath");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new LabException(file + " is missing: build first (mvn process-test-classes).", e);
        }
    }

    private static Path nativeFolder(String classPath) {
        return Arrays.stream(classPath.split(":"))
                .filter(entry -> entry.contains("linux-amd64") && entry.endsWith(".so"))
                .map(entry -> Path.of(entry).getParent())
                .findFirst()
                .orElseThrow(() -> new LabException("DynamoDB Local's native library is not in its class path."));
    }

    /** The port of each region; waits until it listens. */
    Map<String, Integer> ports() {
        Map<String, Integer> ports = new HashMap<>();
        try (BufferedReader answers = process.inputReader()) {
            for (String region : regions) {
                String line = answers.readLine();
                if (line == null) {
                    throw new LabException("DynamoDB Local did not start: see " + log + ".");
                }
                ports.put(region, Integer.valueOf(line));
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Processes.killTree(process.pid());
    }
}
