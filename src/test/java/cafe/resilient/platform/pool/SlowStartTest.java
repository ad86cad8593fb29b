/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlowStartTest {

    private static final int POOL = 6;
    private static final long LONG = Duration.ofSeconds(30).toNanos();

    private final SlowStart calls = new SlowStart();

    @Test
    void fewEnterAtFirst() throws InterruptedException {
        List<AttemptPermit> inside = entered();
        assertThat(inside).hasSize(SlowStart.FIRST_PERMITS);

        inside.get(0).release();
        assertThat(entered()).hasSize(1);
    }

    @Test
    void answersLetMoreIn() throws InterruptedException {
        entered();

        answer(SlowStart.EARNED_BY);

        assertThat(entered()).hasSize(1);
    }

    @Test
    void neverMoreThanThePoolHas() throws InterruptedException {
        answer(100);

        assertThat(entered()).hasSize(POOL);
    }

    /** Those inside may hang in a login until its time-out. */
    @Test
    void afterAFlushFewAgainWhoeverIsStillInside() throws InterruptedException {
        answer(100);
        List<AttemptPermit> before = entered();

        calls.restart();

        assertThat(entered()).hasSize(SlowStart.FIRST_PERMITS);
        before.forEach(AttemptPermit::release);
        assertThat(entered()).as("places of another generation").isEmpty();
    }

    @Test
    void whoWaitsDuringAFlushEntersAfterIt() throws Exception {
        entered();
        CompletableFuture<AttemptPermit> waiting = CompletableFuture.supplyAsync(this::awaitPermit);

        calls.restart();

        assertThat(waiting.get(30, TimeUnit.SECONDS)).isNotNull();
        assertThat(entered()).hasSize(SlowStart.FIRST_PERMITS - 1);
    }

    @Test
    void whoWaitsIsServedInTurn() throws Exception {
        Semaphore left = new Semaphore(0);
        List<AttemptPermit> inside = entered();
        List<Integer> served = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 10; i++) {
            int customer = i;
            Thread waiting = new Thread(() -> {
                AttemptPermit permit = awaitPermit(SlowStart.FIRST_PERMITS);
                served.add(customer);
                permit.release();
                left.release();
            });
            waiting.start();
            while (waiting.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }

        inside.get(0).release();

        assertThat(left.tryAcquire(10, 30, TimeUnit.SECONDS)).isTrue();
        assertThat(served).isSorted();
    }

    /** As those who wait for a lock do, or hang. */
    @Test
    void whoIsStuckInsideDoesNotKeepEverybodyOut() throws Exception {
        entered();

        assertThat(awaitPermit()).isNotNull();
        assertThat(awaitPermit()).isNotNull();
    }

    private AttemptPermit awaitPermit() {
        return awaitPermit(POOL);
    }

    private AttemptPermit awaitPermit(int most) {
        try {
            return calls.enter(LONG, most);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(int times) {
        for (int i = 0; i < times; i++) {
            calls.answered(POOL);
        }
    }

    private List<AttemptPermit> entered() throws InterruptedException {
        List<AttemptPermit> entered = new ArrayList<>();
        for (AttemptPermit permit = calls.enter(0, POOL); permit != null; permit = calls.enter(0, POOL)) {
            entered.add(permit);
        }
        return entered;
    }
}
