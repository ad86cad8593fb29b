/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeTest {

    private final List<Runnable> put = new ArrayList<>();
    private final Probe probe = new Probe("west", put::add);

    @Test
    void threeQuestionsMayBeOpenAndNoMore() {
        for (int i = 0; i < 5; i++) {
            probe.ask(Duration.ZERO, since -> {});
        }
        assertThat(put).hasSize(3);

        put.get(0).run();
        probe.ask(Duration.ZERO, since -> {});

        assertThat(put).hasSize(4);
    }

    @Test
    void aQuestionIsNotPutAgainWithinItsPace() {
        probe.ask(Duration.ofHours(1), since -> {});
        probe.ask(Duration.ofHours(1), since -> {});

        assertThat(put).hasSize(1);
    }

    @Test
    void whileOneHangsTheOthersFollowSpreadOverItsTime() {
        probe.ask(Duration.ZERO, since -> {});
        await(Duration.ofMillis(110));
        probe.ask(Duration.ZERO, since -> {});
        assertThat(put).as("within a third of a second").hasSize(1);

        await(Duration.ofMillis(340));
        probe.ask(Duration.ZERO, since -> {});
        probe.ask(Duration.ZERO, since -> {});
        assertThat(put).as("and after it").hasSize(2);

        put.forEach(Runnable::run);
        probe.ask(Duration.ZERO, since -> {});
        assertThat(put).as("none hangs any more").hasSize(3);
    }

    /** Until the oldest question has been open for that long. */
    private void await(Duration silence) {
        while (probe.silentSince(silence).isEmpty()) {
            Thread.onSpinWait();
        }
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
