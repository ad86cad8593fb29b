/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.chaos.Band.Track;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Duration TIME = Duration.ofMinutes(10);

    /** Drills that leave a node behind, dead or superseded; one that hands over as planned brings it back itself. */
    private static final String LEAVES_ONE_BEHIND = "(zone-failover|lose-region|lose-all|.* --promote-after).*";

    @Test
    void theSameSeedGivesTheSameFaults() {
        assertThat(Schedule.draw(7, TIME)).isEqualTo(Schedule.draw(7, TIME)).isNotEqualTo(Schedule.draw(8, TIME));
    }

    @Test
    void aCopyWithEveryAcknowledgedCommitAlwaysSurvives() {
        assertThat(allFaults()).isNotEmpty().allSatisfy(fault -> {
            assertThat(fault.begin()).doesNotContain("--lag");
            if (fault.begin().matches(LEAVES_ONE_BEHIND)) {
                assertThat(fault.track()).isEqualTo(Track.DATABASE); // one after the other, so never two at once
                assertThat(fault.end()).last().asString().matches("rejoin|restore (west|east)");
            }
        });
    }

    @Test
    void whateverLastsIsHealed() {
        assertThat(allFaults())
                .filteredOn(Fault::sticky)
                .allSatisfy(fault -> assertThat(fault.end()).isNotEmpty());
    }

    @Test
    void everyKindOfFaultIsDrawnSometime() {
        assertThat(allFaults().stream().map(fault -> fault.begin().split(" ")[0]))
                .contains(
                        "zone-failover",
                        "switchover",
                        "freeze",
                        "fast-stop",
                        "immediate-stop",
                        "lose-region",
                        "lose-all",
                        "read-only",
                        "fill-connections",
                        "disk-full",
                        "flap",
                        "cut",
                        "delay",
                        "loss",
                        "commit-lost",
                        "commit-request-lost",
                        "commit-delayed",
                        "reset-mid-result",
                        "queue-down",
                        "queue-mute",
                        "queue-slow",
                        "queue-throttle",
                        "queue-lose-reply",
                        "queue-pause",
                        "poison",
                        "kill-server",
                        "redeploy",
                        "sequence-ends",
                        "sequence-behind",
                        "trigger-raises",
                        "lock-orders",
                        "lock-heartbeat",
                        "lock-beat",
                        "search-path",
                        "columns",
                        "password");
    }

    private static List<Fault> allFaults() {
        List<Fault> all = new ArrayList<>();
        LongStream.range(0, 50).forEach(seed -> all.addAll(Schedule.draw(seed, TIME)));
        return all;
    }
}
