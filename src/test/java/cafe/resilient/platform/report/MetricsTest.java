/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Metrics metrics = new Metrics(registry);

    @Test
    void aCallIsCountedInEachBucketThatIsLongEnough() {
        metrics.answered("Order", "confirmed", false, Duration.ofMillis(60));
        metrics.answered("Order", "confirmed", false, Duration.ofMillis(600));

        assertThat(within("0.05")).isZero();
        assertThat(within("0.1")).isEqualTo(1);
        assertThat(within("1.0")).isEqualTo(2);
        assertThat(within("+Inf")).isEqualTo(2);
    }

    @Test
    void aMonitorSeesTheFirstCallThatIsLost() {
        assertThat(lost()).isZero();

        metrics.answered("Order", "not_taken", true, Duration.ofSeconds(7));

        assertThat(lost()).isEqualTo(1);
    }

    /** What stayed in the server's registry would keep the classes of an application that is gone. */
    @Test
    void whatAnApplicationCountedGoesWithIt() {
        metrics.attempted("west", "succeeded");
        metrics.flushed("west", Duration.ofMillis(20));
        metrics.gauge("resilient.writer", () -> 1, "region", "west");

        metrics.remove();

        assertThat(registry.getMeters()).isEmpty();
    }

    private double lost() {
        return registry.get("resilient.calls.lost").counter().count();
    }

    private double within(String seconds) {
        return registry.find("resilient.calls.within").tag("le", seconds).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
