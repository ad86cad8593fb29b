/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cafe.resilient.platform.SomeSettings;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BulkheadTest {

    private final Bulkhead bulkhead = new Bulkhead(SomeSettings.maxWaiting(2));

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
