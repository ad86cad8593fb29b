/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The alerts, by Prometheus' own test of rules, and by a Prometheus that watches the running cafe. */
@ArquillianTest
class AlertsIT extends InOutage {

    private static final Path TESTS = Path.of("src/test/prometheus/resilient.rules.test.yml");

    @BeforeAll
    static void needPrometheus() {
        Assumptions.assumeTrue(
                Prometheus.program("prometheus") != null && Prometheus.program("promtool") != null,
                "There is no Prometheus here (Debian: prometheus).");
    }

    @Test
    void eachFiresInItsFaultAndNotInPeace() throws Exception {
        Process promtool = new ProcessBuilder(
                        Prometheus.program("promtool").toString(), "test", "rules", TESTS.toString())
                .inheritIO()
                .start();

        assertThat(promtool.waitFor()).isZero();
    }

    @Test
    void theLossOfEveryDatabaseIsToldAndItsEndToo() throws Exception {
        int management = Integer.getInteger("cafe.management.port");
        try (Prometheus prometheus =
                Prometheus.watching(management, Cafe.folder().resolve("prometheus"))) {
            assertThat(prometheus.query("max(resilient_writer) == 1")).hasSize(1);

            lab.loseAll(false);
            Wait.until("it is told", () -> prometheus.firing().contains("NoWriter"));

            lab.restore("west");
            Wait.until("its end is told", () -> !prometheus.firing().contains("NoWriter"));
        }
    }
}
