/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The process that {@link QueueServer} runs in. */
final class QueueProcess implements AutoCloseable {
    private final Process process;

    private QueueProcess(Process process) {
        this.process = process;
    }

    /** Starts it and comes back at once. */
    static QueueProcess start(Home home) {
        String dynamodb = classPath();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        mark(home.path()),
                        "-Dsqlite4java.library.path=" + nativeFolder(dynamodb),
                        "-cp",
                        LabSettings.testClasses() + ":" + dynamodb,
                        QueueServer.class.getName()))
                .redirectError(home.queueLog().toFile());
        builder.environment().put("DDB_LOCAL_TELEMETRY", "0");
        try {
            return new QueueProcess(builder.start());
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

    /** The port it listens on; waits until it does. */
    int port() {
        try (BufferedReader answers = process.inputReader()) {
            String line = answers.readLine();
            if (line == null) {
                throw new LabException("DynamoDB Local did not start: see dynamodb.log in the lab's home folder.");
            }
            return Integer.parseInt(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Processes.killTree(process.pid());
    }
}
