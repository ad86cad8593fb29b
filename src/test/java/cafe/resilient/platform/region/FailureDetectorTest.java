/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailureDetectorTest {

    private final FailureDetector detector = new FailureDetector();

    @Test
    void inCalmSilenceIsNoticedAsSoonAsTheFloorAllows() {
        IntStream.range(0, 100).forEach(i -> answered(3 + i % 5));

        assertThat(detector.doubt()).hasMillis(250);
        assertThat(detector.lost()).hasMillis(750);
    }

    @Test
    void whereAnswersAreSlowMoreSilenceIsNeeded() {
        IntStream.range(0, 100).forEach(i -> answered(100 + 50 * (i % 5)));

        assertThat(detector.doubt()).isBetween(Duration.ofMillis(400), Duration.ofMillis(600));
        assertThat(detector.lost()).isEqualTo(detector.doubt().multipliedBy(3));
    }

    @Test
    void itLearnsThatAllAnswersAreSlow() {
        IntStream.range(0, 10).forEach(i -> answered(400));

        assertThat(detector.doubt()).isBetween(Duration.ofMillis(800), Duration.ofMillis(1_000));
    }

    @Test
    void howeverSlowTheyAreSilenceIsNoticedWithinTheCeiling() {
        IntStream.range(0, 100).forEach(i -> answered(100 * (i % 40)));

        assertThat(detector.doubt()).hasMillis(1_000);
        assertThat(detector.lost()).hasMillis(2_500);
    }

    @Test
    void onePauseDoesNotBlindIt() {
        IntStream.range(0, 100).forEach(i -> answered(5));
        answered(30_000);

        assertThat(detector.lost()).isLessThanOrEqualTo(Duration.ofMillis(2_500));
        IntStream.range(0, 5).forEach(i -> answered(5));
        assertThat(detector.lost()).hasMillis(750);
    }

    private void answered(long millis) {
        detector.answered(Duration.ofMillis(millis));
    }
}
