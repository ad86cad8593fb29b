/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    /** The registry is the server's: what stayed in it would keep the classes of an application that is gone. */
    @Test
    void whatAnApplicationCountedGoesWithItAndNothingElse() {
        Meter ofAnother = registry.counter("another");
        Metrics metrics = new Metrics(registry);
        metrics.attempted("west", "taken");
        metrics.flushed("west", Duration.ofMillis(20));
        metrics.gauge("resilient.writer", "", null, () -> 1, "region", "west");

        metrics.remove();

        assertThat(registry.getMeters()).containsExactly(ofAnother);
    }
}
