/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cafe.resilient.platform.PlatformSettings;
import cafe.resilient.platform.QueueRegion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BulkheadTest {

    private final Bulkhead bulkhead = new Bulkhead(new PlatformSettings(
            List.of("west"),
            "java:jboss/datasources/",
            Duration.ofSeconds(7),
            Duration.ofSeconds(1),
            2,
            Duration.ofSeconds(1),
            Duration.ofMillis(50),
            "queue",
            List.of(QueueRegion.OF_ENVIRONMENT),
            true));

    @Test
    void oneMoreThanItBearsIsTurnedAwayAtOnceAndTheOthersKnowHowManyTheyAre() {
        Optional<String> answer = bulkhead.within(first -> bulkhead.within(second -> {
            assertThat(bulkhead.within(third -> Optional.of("in"))).isEmpty();
            return Optional.of(first + " " + second);
        }));

        assertThat(answer).contains("1 2");
    }

    @Test
    void whoLeavesByAnExceptionLeavesRoom() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> bulkhead.within(waiting -> {
                        throw new IllegalStateException();
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }

        assertThat(bulkhead.within(Optional::of)).contains(1);
    }
}
