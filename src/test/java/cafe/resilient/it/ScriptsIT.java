/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import cafe.resilient.server.Front;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts do what the README tells a newcomer. */
@Tag("own-server")
class ScriptsIT {

    private static final Scripts HERE = Scripts.in("a home");
    private static final Scripts INTERRUPTED = Scripts.in("an interrupted home");

    @BeforeAll
    static void aBuiltProject() throws Exception {
        Scripts.copyProject();
        HERE.say(0, "stop"); // a test run that was killed
    }

    @AfterAll
    static void stopLeavesNoProcessAndMayBeRunTwice() throws Exception {
        HERE.say(0, "stop");
        HERE.say(0, "stop");
        INTERRUPTED.say(0, "stop");

        assertThat(LabLifeIT.processes(Scripts.FOLDER)).isEmpty();
        HERE.say(1, "status");
        Scripts.deleteProject();
    }

    @BeforeEach
    void everythingRuns() throws Exception {
        String said = HERE.say(0, "run", "--detach");

        assertThat(said)
                .contains("cafe URL     http://127.0.0.1:" + HERE.port("CAFE_HTTP_PORT") + "/")
                .doesNotContain("Building");
        assertThat(said.contains("front URL    http://127.0.0.1:" + HERE.port("CAFE_FRONT_PORT") + "/"))
                .isEqualTo(Front.isInstalled());
    }

    @Test
    void whatRunsIsSaidAndNotStartedTwice() throws Exception {
        assertThat(HERE.say(0, "status"))
                .contains(
                        "WildFly  running",
                        "platform writer west, 0 of 200 calls wait, queue 0, dead letters 0, lost 0")
                .contains("lab      running", " writer running ")
                .contains(Front.isInstalled() ? "front    running" : "front    not running");
        assertThat(HERE.say(0, "run", "--detach"))
                .startsWith("It runs already; scripts/stop stops it.")
                .doesNotContain("Starting");
    }

    @Test
    void ordersArePlacedBeforeAndAfterAZoneFailover() throws Exception {
        assertThat(order("Ada").statusCode()).isEqualTo(201);

        HERE.say(0, "drill", "zone-failover");

        assertThat(order("Bob").statusCode()).isEqualTo(201);
        assertThat(HERE.say(0, "admin", "queue", "status"))
                .isEqualTo("eu-central-1 waiting 0, dead letters 0\neu-west-1 waiting 0, dead letters 0");
    }

    @Test
    void theServerAloneIsStartedAgainAndTheDatabaseKeepsWhatItHas() throws Exception {
        HttpResponse<String> order = order("Cleo");
        long server = Long.parseLong(read("wildfly.pid"));

        ProcessHandle.of(server).orElseThrow().destroy();
        Wait.until("WildFly is gone", () -> !LabLifeIT.processes(HERE.home()).contains(server));

        assertThat(HERE.say(1, "status")).contains("WildFly  not running; scripts/run starts it");
        assertThat(HERE.say(0, "run", "--detach"))
                .startsWith("Starting WildFly ...")
                .doesNotContain("Starting the lab", "Starting Apache");
        assertThat(site().follow(order).body()).contains("CONFIRMED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP_PORT", "MANAGEMENT_PORT", "LAB_PORT_BASE", "QUEUE_PORT", "FRONT_PORT"})
    void aTakenPortIsNamedAndNothingIsMade(String port) throws Exception {
        assumeThat(Front.isInstalled() || !port.equals("FRONT_PORT")).isTrue();
        String variable = "CAFE_" + port;
        Scripts there = Scripts.in("no home").with(variable, HERE.environment().get(variable));

        assertThat(there.say(1, "run", "--detach"))
                .matches("run: Port " + HERE.port(variable) + " for [^\n]* is taken; free it or set " + variable
                        + " to another\\.");
        assertThat(there.home()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Starting the lab", "Starting WildFly"})
    void whoeverEndsRunWhileItStartsEndsAllOfIt(String moment) throws Exception {
        Path log = Scripts.FOLDER.resolve("interrupted.log");
        Process run = INTERRUPTED
                .script("run")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Wait.until(moment, () -> Scripts.read(log).contains(moment));

        run.destroy(); // as Ctrl-C does, which what runs in the background is deaf to

        assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(run.exitValue()).isEqualTo(130);
        assertThat(Scripts.read(log).lines())
                .allMatch(line -> line.startsWith("Starting ") || line.endsWith(" stopped"));
        Wait.within(
                Duration.ofSeconds(2),
                "nothing runs",
                () -> LabLifeIT.processes(INTERRUPTED.home()).isEmpty());
    }

    private static HttpResponse<String> order(String name) {
        String order = "{\"name\":\"%s\",\"people\":2,\"at\":\"2030-03-01T19:30\",\"text\":\"by the window\"}";
        return site().postJson("/api/orders", order.formatted(name));
    }

    /** As customers reach it. */
    private static Site site() {
        return new Site(HERE.port(Front.isInstalled() ? "CAFE_FRONT_PORT" : "CAFE_HTTP_PORT"));
    }

    private static String read(String file) {
        return Scripts.read(HERE.home().resolve(file));
    }
}
