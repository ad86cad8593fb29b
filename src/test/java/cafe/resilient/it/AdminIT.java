/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.Cafe.changeSchema;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.lab.Lab;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** cafe-admin.jar alone in a folder, with nothing but Java. */
class AdminIT {

    private static final String TABLE = "cafe-queue-admin";
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Lab lab = Cafe.lab();

    @TempDir
    private Path folder;

    private record Said(int exit, List<String> lines) {}

    @BeforeEach
    void copyTheJar() throws IOException {
        Path built = Path.of(System.getProperty("cafe.it.server")).resolveSibling("cafe-admin.jar");
        Files.copy(built, folder.resolve("cafe-admin.jar"));
    }

    @AfterEach
    void mend() throws Exception {
        changeSchema("alter role cafe_app set lock_timeout = '1s'");
        changeSchema("grant update (at) on cafe.heartbeat to cafe_app");
    }

    @Test
    void theRunningLabIsAsItShouldBeOnceItsTablesAreMade() throws Exception {
        Said without = admin("check", "--url", url("west"), "--url", url("east"), "--table", TABLE);
        Said made = admin("create-tables", "--table", TABLE);
        Said with = admin("check", "--url", url("west"), "--url", url("east"), "--table", TABLE);

        assertThat(without.exit).isEqualTo(1);
        assertThat(without.lines)
                .filteredOn(line -> line.startsWith("WRONG"))
                .hasSize(4)
                .allMatch(line -> line.endsWith("no such table. Make it with create-tables"));
        assertThat(made.lines).containsExactly("The tables " + TABLE + " and " + TABLE + "-aside are there.");
        assertThat(with.exit).as(String.join("\n", with.lines)).isZero();
        assertThat(with.lines)
                .anyMatch(line -> line.contains(url("west") + ": lets cafe_app in, and takes writes"))
                .anyMatch(line -> line.contains(url("east") + ": lets cafe_app in, and takes none"))
                .allMatch(line -> line.startsWith("ok "));
    }

    @Test
    void whatAnAdministratorForgotIsNamedWithWhatToDo() throws Exception {
        changeSchema("alter role cafe_app reset lock_timeout");
        changeSchema("revoke update (at) on cafe.heartbeat from cafe_app");

        Said said = admin("check", "--url", url("west"), "--json");

        assertThat(said.exit).isEqualTo(1);
        assertThat(said.lines.stream()
                        .limit(said.lines.size() - 1)
                        .map(AdminIT::parse)
                        .filter(line -> !line.getBoolean("ok")))
                .extracting(line -> line.getString("found"))
                .containsExactly("none", "not granted");
    }

    @Test
    void theSchemaIsMigratedAndTheQueueShown() throws Exception {
        Said migrated = admin("migrate", "--url", url("west"), "--user", "cafe_owner");
        Said queue = admin("queue", "status", "--json");

        assertThat(migrated.lines).containsExactly("The schema is up to date.");
        assertThat(queue.lines)
                .map(AdminIT::parse)
                .extracting(line -> line.getString("region"))
                .containsExactly("eu-central-1", "eu-west-1");
    }

    private String url(String region) {
        return "jdbc:postgresql://127.0.0.1:" + lab.endpoint(region).port() + "/cafedb";
    }

    private static JsonObject parse(String line) {
        return Json.createReader(new StringReader(line)).readObject();
    }

    private Said admin(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-jar", "cafe-admin.jar"));
        Stream.of(words).forEach(command::add);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "CAFE_APP_PASSWORD",
                        lab.secret("app"),
                        "CAFE_OWNER_PASSWORD",
                        lab.secret("owner"),
                        "CAFE_QUEUE_REGIONS",
                        lab.queues().setting()));
        Process process = builder.start();
        List<String> lines = process.inputReader().lines().toList();
        return new Said(process.waitFor(), lines);
    }
}
