/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.bench.Arrivals.Order;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingTest {

    private static final long MILLI = 1_000_000;

    private final List<Order> orders = List.of(
            new Order(0, 900 * MILLI, "1", "CONFIRMED"),
            new Order(1_000 * MILLI, 1_300 * MILLI, "2", "CONFIRMED"),
            new Order(1_000 * MILLI, 1_200 * MILLI, "3", "QUEUED"),
            new Order(1_000 * MILLI, 1_100 * MILLI, "none", "503 {\"number\":\"\",\"outcome\":\"NOT_TAKEN\"}"));

    @Test
    void countsWhatIsLostDoubledAndInThoughRefused() {
        Standing standing = standing(List.of("1", "1", "3", "9"));

        assertThat(standing.confirmed()).isEqualTo(2);
        assertThat(standing.queued()).isEqualTo(1);
        assertThat(standing.other()).isEqualTo(1);
        assertThat(standing.doubled()).isEqualTo(1);
        assertThat(standing.lost()).isEqualTo(1);
        assertThat(standing.otherIn()).isEqualTo(1);
        assertThat(standing.told()).containsEntry("CONFIRMED", 2L).containsEntry("503 NOT_TAKEN", 1L);
    }

    @Test
    void whatWasAnsweredBeforeTheFaultIsNoWaitOfIts() {
        Standing standing = standing(List.of("1", "2", "3"));

        assertThat(standing.longest()).isEqualTo(300);
        assertThat(standing.beyond()).isEqualTo(50);
    }

    private Standing standing(List<String> rows) {
        return Standing.of("B", orders, rows, 250, 1_000 * MILLI, 0.5);
    }
}
