/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.platform.pool.Pools;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LostConnectionsTest {

    private static final Duration AT_ONCE = Duration.ofNanos(-1);

    private final List<String> flushed = new ArrayList<>();
    private final LostConnections connections = new LostConnections(new Pools() {
        @Override
        public void flushHung(String region, long since) {
            flushed.add(region);
        }
    });

    @Test
    void thePoolOfAWriterThatWasCutOffIsFlushed() {
        connections.lost("west", new SQLException("", "08006"));

        connections.flush("east", AT_ONCE);
        connections.flush("west", Duration.ofHours(1));
        assertThat(flushed).isEmpty();

        connections.flush("west", AT_ONCE);
        assertThat(flushed).containsExactly("west");
    }

    @Test
    void aServerThatRefusesKeepsItsConnections() {
        connections.lost("west", new SQLException("", "53100"));

        connections.flush("west", AT_ONCE);

        assertThat(flushed).isEmpty();
    }

    @Test
    void whatWasFoundAgainIsLeftAlone() {
        connections.lost("west", new SQLException("", "08006"));
        connections.found("west");

        connections.flush("west", AT_ONCE);

        assertThat(flushed).isEmpty();
    }
}
