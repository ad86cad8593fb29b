/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailureCountsTest {

    @Test
    void theThirdIsOutAndWhatWasForgottenBeginsAnew() {
        FailureCounts failures = new FailureCounts(Duration.ZERO);

        assertThat(failures.isPoison("a")).isFalse();
        assertThat(failures.isPoison("a")).isFalse();
        assertThat(failures.isPoison("b")).as("each has its own").isFalse();
        assertThat(failures.isPoison("a")).isTrue();

        failures.forget("a");
        assertThat(failures.isPoison("a")).isFalse();
    }

    /** However many copies of the queue one look goes through, and however fast looks follow each other while a server stops. */
    @Test
    void whatFollowsTooSoonDoesNotCount() {
        FailureCounts failures = new FailureCounts(Duration.ofHours(1));

        for (int i = 0; i < 10; i++) {
            assertThat(failures.isPoison("a")).isFalse();
        }
    }
}
