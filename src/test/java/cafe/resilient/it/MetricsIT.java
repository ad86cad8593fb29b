/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.OrderResourceIT.name;
import static cafe.resilient.it.OrderResourceIT.order;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;

/** What a monitor reads at /metrics, in peace and with everything down. */
@ArquillianTest
class MetricsIT extends InOutage {

    private final Site management = new Site(Integer.getInteger("cafe.management.port"));

    @Test
    void callsAndTriesAreCountedAndTheWriterIsNamedBesideWhatWildFlyCounts() {
        double confirmed = calls("confirmed");
        double within = metric("resilient_calls_within_total", "le=\"+Inf\"");
        double taken = metric("resilient_attempts_total", "region=\"west\"", "verdict=\"succeeded\"");

        place(order(name(), 2, AT, ""));

        assertThat(calls("confirmed")).isEqualTo(confirmed + 1);
        assertThat(metric("resilient_attempts_total", "region=\"west\"", "verdict=\"succeeded\""))
                .isGreaterThan(taken);
        assertThat(metric("resilient_calls_within_total", "le=\"+Inf\"")).isGreaterThan(within);
        assertThat(metrics()).contains("resilient_calls_lost_total", "resilient_failovers_slow_total");
        assertThat(metric("resilient_writer", "region=\"west\"")).isEqualTo(1);
        assertThat(metric("resilient_writer", "region=\"east\"")).isZero();
        assertThat(metric("resilient_calls_waiting_limit")).isPositive();
        assertThat(metrics()).contains("jvm_threads", "datasources_pool_in_use_count");
    }

    @Test
    void anOutageAndItsEndAreSeen() {
        double failovers = metric("resilient_failovers_seconds_count", "same_region");
        double replayed = metric("resilient_replayed_total");
        double queued = calls("queued");

        awaitKnownOutage();

        assertThat(calls("queued")).isEqualTo(queued + 1);
        assertThat(metric("resilient_writer", "region=\"west\"")).isZero();
        Wait.until("the queue is counted", () -> metric("resilient_queue_waiting", "eu-central-1") == 1);
        assertThat(metric("resilient_queue_oldest_seconds", "eu-central-1")).isPositive();

        lab.queues().down();
        Wait.until("the queue is missed", () -> metric("resilient_queue_reachable", "eu-central-1") == 0);

        lab.queues().up();
        lab.restore("west");
        Wait.until("it is replayed", () -> metric("resilient_replayed_total") > replayed);
        assertThat(metric("resilient_failovers_seconds_count", "same_region")).isEqualTo(failovers + 1);
        Wait.until("the queue is counted again", () -> metric("resilient_queue_waiting", "eu-central-1") == 0);
    }

    private double calls(String outcome) {
        return metric("resilient_calls_seconds_count", "type=\"PlaceOrder\"", "outcome=\"" + outcome + "\"");
    }

    /** The sum of all lines of that name with these words among their labels. */
    private double metric(String name, String... labels) {
        Matcher lines =
                Pattern.compile("(?m)^" + name + "(?:\\{(.*)})? (\\S+)$").matcher(metrics());
        return lines.results()
                .filter(line -> {
                    String of = String.valueOf(line.group(1));
                    return Stream.of(labels).allMatch(of::contains);
                })
                .mapToDouble(line -> Double.parseDouble(line.group(2)))
                .sum();
    }

    private String metrics() {
        return management.get("/metrics").body();
    }
}
