/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cafe.resilient.lab.Lab;
import cafe.resilient.lab.LabException;
import cafe.resilient.lab.LabSettings;
import cafe.resilient.lab.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A lab leaves nothing behind, however it ends. */
@Tag("alone")
class LabLifeIT {
    private static final Path HOME = Path.of("target/it/lab-life").toAbsolutePath();

    @Test
    void closeLeavesNoProcessNoFolderAndNoSharedMemory() throws Exception {
        List<String> before = sharedMemory();
        LabSettings settings = LabSettings.free(HOME);

        try (Lab lab = Lab.start(settings)) {
            assertThat(processes()).hasSizeGreaterThan(10);
            assertThat(listTables(lab.queues().port("west")))
                    .isEqualTo("{\"TableNames\":[\"cafe-queue\",\"cafe-queue-aside\"]}");
            assertThatThrownBy(() -> Lab.start(settings))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("already");
            lab.zoneFailover(Duration.ZERO);
            lab.rejoin();
            lab.loseAll(false);
            lab.restore();
            lab.fillConnections(false);
            lab.network().cut();
            lab.freeze(lab.writer());
        }

        assertThat(processes()).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("idle-sessions");
        assertThat(HOME).doesNotExist();
        assertThat(sharedMemory()).isSubsetOf(before);
    }

    private static String listTables(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
                .header("Content-Type", "application/x-amz-json-1.0")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=lab/20270301/west/dynamodb/aws4_request,"
                                + " SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void whatAKilledLabLeftIsReapedByTheNextFrozenOnesToo() throws Exception {
        Process killed = mainAsAProcess();
        try (BufferedReader out = killed.inputReader()) {
            assertThat(out.readLine()).startsWith("lab ready ");
        }
        freezeTheWriter();
        killed.destroyForcibly().waitFor();
        assertThat(processes()).isNotEmpty();

        try (Lab next = Lab.start(LabSettings.free(HOME))) {
            assertThat(next.status()).anyMatch(line -> line.contains(" writer running "));
        }

        assertThat(processes()).isEmpty();
        assertThat(HOME).doesNotExist();
    }

    /** By a signal from outside: nobody is there to be told. */
    private static void freezeTheWriter() throws IOException, InterruptedException {
        List<String> kill = Stream.concat(
                        Stream.of("kill", "-STOP"),
                        processes().stream()
                                .filter(pid -> read(pid, "cmdline").contains("west-a"))
                                .map(String::valueOf))
                .toList();
        new ProcessBuilder(kill).start().waitFor();
    }

    private static Process mainAsAProcess() throws IOException {
        int base = Scripts.portBase();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dcafe.home=" + HOME,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "up")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("CAFE_LAB_PORT_BASE", Integer.toString(base));
        builder.environment().put("CAFE_QUEUE_PORT", Integer.toString(base + 30));
        builder.environment().put("CAFE_LAB_FSYNC", "off");
        return builder.start();
    }

    private static List<Long> processes() {
        return processes(HOME);
    }

    /** Those that have this folder, or one below it, as a working folder or on their command line. */
    static List<Long> processes(Path folder) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> pid != ProcessHandle.current().pid())
                .filter(pid -> isOf(pid, folder.toString()))
                .collect(Collectors.toList());
    }

    private static boolean isOf(long pid, String folder) {
        try {
            Path working = Files.readSymbolicLink(Path.of("/proc/" + pid + "/cwd"));
            return working.toString().startsWith(folder) || read(pid, "cmdline").contains(folder);
        } catch (IOException gone) {
            return false;
        }
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/" + file));
        } catch (IOException gone) {
            return "";
        }
    }

    /** Segments that nobody is attached to. */
    private static List<String> sharedMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/sysvipc/shm")).stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words[6].equals("0"))
                .map(words -> words[1])
                .toList();
    }
}
