/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LocalPauseTest {

    private final LocalPause pause = new LocalPause(Duration.ofMillis(50));

    @Test
    void whoRunsInTimeHasNone() {
        for (int at = 0; at <= 1_000; at += 50) {
            assertThat(isOverAt(at)).isTrue();
        }
        assertThat(isOverAt(1_149)).as("a little late").isTrue();
    }

    @Test
    void whoStoodStillSaysNothingForAsLong() {
        isOverAt(0);

        for (int at = 450; at < 850; at += 50) {
            assertThat(isOverAt(at)).isFalse();
        }
        assertThat(isOverAt(850)).isTrue();
    }

    @Test
    void afterALongPauseNotForLongerThanASecond() {
        isOverAt(0);

        assertThat(isOverAt(20_000)).isFalse();
        for (int at = 20_050; at < 21_000; at += 50) {
            assertThat(isOverAt(at)).isFalse();
        }
        assertThat(isOverAt(21_000)).isTrue();
    }

    private boolean isOverAt(long millis) {
        return pause.isOver(Duration.ofMillis(millis).toNanos());
    }
}
