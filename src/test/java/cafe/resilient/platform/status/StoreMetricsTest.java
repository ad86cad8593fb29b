/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.status;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.platform.RegionEvent;
import cafe.resilient.platform.RegionEvent.Kind;
import cafe.resilient.platform.report.Metrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How long there was no writer is counted from its loss to the next one. */
class StoreMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final StoreMetrics metrics = new StoreMetrics();

    StoreMetricsTest() {
        metrics.metrics = new Metrics(registry);
    }

    @Test
    void theFirstWriterOfAllIsNoFailover() {
        happens(Kind.WRITER_FOUND, "west", 0);

        assertThat(registry.find("resilient.failovers").timers()).isEmpty();
    }

    @Test
    void aFailoverIsCountedByWhereTheWriterIsThen() {
        happens(Kind.WRITER_LOST, "west", 10);
        happens(Kind.WRITER_FOUND, "west", 12);
        happens(Kind.WRITER_FOUND, "west", 13);
        happens(Kind.WRITER_LOST, "west", 20);
        happens(Kind.WRITER_FOUND, "east", 26);

        assertThat(failovers("same_region").count()).isEqualTo(1);
        assertThat(failovers("same_region").totalTime(SECONDS)).isEqualTo(2);
        assertThat(failovers("other_region").totalTime(SECONDS)).isEqualTo(6);
    }

    @Test
    void oneThatTookMoreThanFiveSecondsIsSlow() {
        happens(Kind.WRITER_LOST, "west", 10);
        happens(Kind.WRITER_FOUND, "west", 15);
        assertThat(slow()).isZero();

        happens(Kind.WRITER_LOST, "west", 20);
        happens(Kind.WRITER_FOUND, "west", 26);
        assertThat(slow()).isEqualTo(1);
    }

    private double slow() {
        return registry.get("resilient.failovers.slow").counter().count();
    }

    private void happens(Kind kind, String region, int second) {
        metrics.happened(new RegionEvent(kind, region, Instant.ofEpochSecond(second)));
    }

    private Timer failovers(String writer) {
        return registry.get("resilient.failovers").tag("writer", writer).timer();
    }
}
