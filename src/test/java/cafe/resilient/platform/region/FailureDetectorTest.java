/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Recorded on two cores, a heartbeat every 50 ms beside 10 orders a second. Busy: beside four programs that use all they get. */
    @ParameterizedTest
    @ValueSource(strings = {"calm", "busy"})
    void noRecordedAnswerLosesTheWriter(String machine) throws IOException {
        for (Duration answer : recorded(machine)) {
            assertThat(answer).isLessThan(detector.lost());
            detector.answered(answer);
        }
    }

    @Test
    void inRecordedCalmAFreezeIsFoundWithinASecondAtAnyMoment() throws IOException {
        for (Duration answer : recorded("calm")) {
            assertThat(answer).isLessThan(detector.doubt());
            detector.answered(answer);
            assertThat(detector.lost()).isLessThan(Duration.ofSeconds(1));
        }
    }

    private static List<Duration> recorded(String machine) throws IOException {
        try (InputStream in = FailureDetectorTest.class.getResourceAsStream("heartbeats-" + machine + ".txt")) {
            List<Duration> answers = new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(millis -> Duration.ofNanos((long) (Double.parseDouble(millis) * 1e6)))
                    .toList();
            assertThat(answers).hasSizeGreaterThan(500);
            return answers;
        }
    }

    private void answered(long millis) {
        detector.answered(Duration.ofMillis(millis));
    }
}
