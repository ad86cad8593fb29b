/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProbeTest {

    private final List<Runnable> put = new ArrayList<>();
    private final Probe probe = new Probe("west", put::add);

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void twelveQuestionsMayBeOpenAndNoMore() {
        while (put.size() < 12) {
            probe.ask(Duration.ZERO, since -> {});
        }
        long paceOfHanging = System.nanoTime() + Duration.ofMillis(350).toNanos();
        while (System.nanoTime() < paceOfHanging) {
            probe.ask(Duration.ZERO, since -> {});
        }
        assertThat(put).hasSize(12);

        put.get(0).run();
        probe.ask(Duration.ZERO, since -> {});

        assertThat(put).hasSize(13);
    }

    @Test
    void whileOneIsOpenTheNextWaits() {
        probe.ask(Duration.ZERO, since -> {});
        probe.ask(Duration.ZERO, since -> {});
        assertThat(put).hasSize(1);

        put.get(0).run();
        probe.ask(Duration.ZERO, since -> {});

        assertThat(put).hasSize(2);
    }

    @Test
    void aQuestionIsNotPutAgainWithinItsPace() {
        probe.ask(Duration.ofHours(1), since -> {});
        probe.ask(Duration.ofHours(1), since -> {});

        assertThat(put).hasSize(1);
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whileOneHangsTheOthersFollowSpreadOverItsTime() {
        List<Long> times = new ArrayList<>();
        probe.ask(Duration.ZERO, times::add);
        while (probe.silentSince(Duration.ofMillis(110)).isEmpty()) {
            Thread.onSpinWait();
        }

        while (put.size() < 3) {
            probe.ask(Duration.ZERO, times::add);
        }
        put.forEach(Runnable::run);

        long some = Duration.ofMillis(100).toNanos();
        assertThat(times.get(1) - times.get(0)).isGreaterThanOrEqualTo(some);
        assertThat(times.get(2) - times.get(1)).isGreaterThanOrEqualTo(2 * some);
        probe.ask(Duration.ZERO, times::add);
        assertThat(put).as("none hangs any more").hasSize(4);
    }

    @Test
    void aQuestionThatIsOpenIsSilentAndAnAnsweredOneIsNot() {
        assertThat(probe.silentSince(Duration.ZERO)).isEmpty();

        probe.ask(
                Duration.ZERO,
                since -> assertThat(probe.silentSince(Duration.ZERO)).hasValue(since));
        put.get(0).run();

        assertThat(probe.silentSince(Duration.ZERO)).isEmpty();
    }
}
