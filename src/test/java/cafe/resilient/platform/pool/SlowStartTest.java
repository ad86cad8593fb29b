/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlowStartTest {

    private static final int POOL = 6;

    private final SlowStart attempts = new SlowStart();

    @Test
    void fewEnterAtFirst() throws InterruptedException {
        assertThat(entered()).isEqualTo(SlowStart.FEW);

        attempts.leave();
        assertThat(entered()).isEqualTo(1);
    }

    @Test
    void successesLetMoreIn() throws InterruptedException {
        entered();

        succeed(SlowStart.EARNED_BY);

        assertThat(entered()).isEqualTo(1);
    }

    @Test
    void neverMoreThanThePoolHas() throws InterruptedException {
        succeed(100);

        assertThat(entered()).isEqualTo(POOL);
    }

    @Test
    void afterAFlushFewAgainWhoeverIsStillInside() throws InterruptedException {
        succeed(100);
        int inside = entered();

        attempts.restart();
        for (int left = inside; left > SlowStart.FEW; left--) {
            attempts.leave();
            assertThat(attempts.enter(0)).as("with %d inside", left - 1).isFalse();
        }
        attempts.leave();

        assertThat(attempts.enter(0)).isTrue();
    }

    private void succeed(int times) {
        for (int i = 0; i < times; i++) {
            attempts.succeeded(POOL);
        }
    }

    private int entered() throws InterruptedException {
        int entered = 0;
        while (attempts.enter(0)) {
            entered++;
        }
        return entered;
    }
}
