/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailureCountsTest {

    @Test
    void theThirdIsOutAndWhatWasForgottenBeginsAnew() {
        FailureCounts strikes = new FailureCounts(Duration.ZERO);

        assertThat(strikes.isOut("a")).isFalse();
        assertThat(strikes.isOut("a")).isFalse();
        assertThat(strikes.isOut("b")).as("each has its own").isFalse();
        assertThat(strikes.isOut("a")).isTrue();

        strikes.forget("a");
        assertThat(strikes.isOut("a")).isFalse();
    }

    /** However many copies of the queue one look goes through, and however fast looks follow each other while a server stops. */
    @Test
    void whatFollowsTooSoonDoesNotCount() {
        FailureCounts strikes = new FailureCounts(Duration.ofHours(1));

        for (int i = 0; i < 10; i++) {
            assertThat(strikes.isOut("a")).isFalse();
        }
    }
}
