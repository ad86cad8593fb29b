/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopologyTest {
    private final Node westA = node("west-a", "west");
    private final Node westB = node("west-b", "west");
    private final Node eastA = node("east-a", "east");
    private final Topology topology = new Topology(List.of(westA, westB, eastA));

    private static Node node(String name, String region) {
        return new Node(name, region, 1, Path.of("unused"), null, "unused", false);
    }

    @Test
    void theOtherRegionStreamsFromTheNeighbourNotFromTheWriter() {
        assertThat(topology.chain()).containsExactly(westA, westB, eastA);
        assertThat(topology.survivor()).isEqualTo(eastA);
    }

    @Test
    void theChainTurnsWithTheWriter() {
        topology.promoted(westB);
        assertThat(topology.chain()).containsExactly(westB, westA, eastA);

        topology.promoted(eastA);
        assertThat(topology.chain()).containsExactly(eastA, westA, westB);
        assertThat(topology.survivor()).isEqualTo(westA);
    }

    @Test
    void aPromotionLeavesBehindWhoWasDownAndEndsSync() {
        topology.commitsWaitFor(westB);

        topology.promoted(westB);

        assertThat(westA.stale()).isTrue();
        assertThat(westB.stale()).isFalse();
        assertThat(topology.synchronous()).isEmpty();
    }

    @Test
    void anUnknownNodeOrRegionIsToldTheKnownOnes() {
        assertThatThrownBy(() -> topology.node("west-c")).hasMessageContaining("west-a, west-b, east-a");
        assertThatThrownBy(() -> topology.in("mars")).hasMessageContaining("west, east");
    }

    @Test
    void aWriterThatIsDownIsNoWriter() {
        assertThatThrownBy(topology::runningWriter)
                .isInstanceOf(LabException.class)
                .hasMessageContaining("west-a is down");
    }
}
