/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTest {

    private final BackOff backOff = new BackOff(Duration.ofNanos(1_000), Duration.ofNanos(50_000));

    @ParameterizedTest
    @CsvSource({"0, 1000", "1, 2000", "5, 32000", "6, 50000", "63, 50000", "1000000, 50000"})
    void doublesUpToItsLongestAndIsScattered(int retries, long most) {
        long[] pauses =
                LongStream.generate(() -> backOff.pause(retries)).limit(1_000).toArray();

        assertThat(LongStream.of(pauses).allMatch(pause -> pause >= most / 2 && pause < most))
                .isTrue();
        assertThat(LongStream.of(pauses).distinct().count()).isGreaterThan(100);
    }
}
