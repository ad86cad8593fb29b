/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cafe.resilient.lab.LabException;
import java.net.SocketException;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The drills of a region, and of all: each does what it says, to real servers. */
@Tag("own-server")
class LabRegionsIT extends LabDrills {

    @Test
    void aLostRegionThatWasDrainedLosesNothing() throws SQLException {
        try (Connection connection = lab.connect("west", "app")) {
            for (int i = 0; i < 200; i++) {
                place(connection);
            }
        }

        assertThat(lab.loseRegion(false)).isLessThan(SHORT);

        assertThat(lab.writer()).isEqualTo("east-a");
        assertKept("east");
        assertThatThrownBy(() -> lab.connect("west", "app")).hasRootCauseInstanceOf(SocketException.class);
        place("east");
        lab.restore("west");
        assertKept("west");
        assertKeptEverywhere();
    }

    /** Whether the last commits came over is chance; for certain nobody waits for them. */
    @Test
    void aRegionThatIsLostWithItsLagIsLostAtOnceAndTheOtherGoesOn() throws SQLException {
        assertThat(lab.loseRegion(true)).isLessThan(SHORT);

        place("east");
        lab.restore("west");
        assertKeptEverywhere();
    }

    @Test
    void aPlannedSwitchToTheOtherRegionAndBackLosesNothing() throws SQLException {
        place("west");
        lab.switchover("east");
        place("east");
        assertThatThrownBy(() -> place("west"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"));

        lab.switchover("west");

        place("west");
        assertKeptEverywhere();
    }

    @Test
    void allLostAndRestoredInEitherRegion() throws SQLException {
        place("west");
        lab.loseAll(false);
        assertThatThrownBy(() -> lab.connect("west", "app")).hasRootCauseInstanceOf(SocketException.class);
        assertThatThrownBy(() -> lab.connect("east", "app")).hasRootCauseInstanceOf(SocketException.class);

        lab.restore("east");
        assertThat(lab.writer()).isEqualTo("east-a");
        place("east");
        lab.loseAll(false);
        lab.restore();
        assertThat(lab.writer()).isEqualTo("east-a");
        lab.loseAll(false);
        lab.restore("west");

        place("west");
        assertKeptEverywhere();
    }

    @Test
    void aRegionThatMissedTheLastCommitsIsNotRestoredAlone() throws SQLException {
        lab.loseRegion(false);
        place("east");
        lab.loseAll(false);

        assertThatThrownBy(() -> lab.restore("west"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("restore that one");

        lab.restore();
        assertKept("east");
    }
}
