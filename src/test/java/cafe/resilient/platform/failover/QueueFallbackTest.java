/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cafe.resilient.platform.NotTakenException;
import cafe.resilient.platform.Outcome;
import cafe.resilient.platform.queue.QueueAwayException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class QueueFallbackTest {

    private final Engine engine = new Engine();
    private final Call call = engine.newCall("order", Engine.order());

    @Test
    void aCopyThatTheQueueHasIsTheAnswerAndIsNotPutAgain() throws QueueAwayException {
        call.copy.begin();
        call.copy.kept("west", true);
        call.copy.end();

        assertThat(engine.fallback.queue(call).outcome()).isEqualTo(Outcome.QUEUED);
        assertThat(engine.queue.patience).isEmpty();
    }

    /** With a whole reserve an attempt that took half a second too long was answered half a second too late (chaos, seed 82). */
    @Test
    void aCallThatComesAfterItsDeadlineHasHalfTheReserveForItsPut() throws QueueAwayException {
        while (!call.deadline.passed()) {
            LockSupport.parkNanos(call.deadline.left());
        }

        engine.fallback.queue(call);

        assertThat(engine.queue.patience)
                .singleElement()
                .satisfies(time -> assertThat(time).isPositive().isLessThanOrEqualTo(Engine.RESERVE.dividedBy(2)));
    }

    @Test
    void aWriterThatIsBackIsTriedInsteadOfAQueueThatIsAway() {
        engine.queue.refuse(1, false);

        assertThatThrownBy(() -> engine.fallback.queue(call))
                .isInstanceOfSatisfying(
                        QueueAwayException.class,
                        away -> assertThat(engine.fallback.awaitWriterInstead(call, away))
                                .contains("west"));
        assertThat(call.queueRefused).isTrue();
        assertThat(call.queueTries).as("the queue is asked anew after that").isZero();
    }

    @Test
    void aTableThatRefusesIsNotTriedForALongTime() {
        engine.queue.refuse(1, false);
        call.tableFault = true;

        assertThatThrownBy(() -> engine.fallback.queue(call))
                .isInstanceOfSatisfying(
                        QueueAwayException.class,
                        away -> assertThat(engine.fallback.awaitWriterInstead(call, away))
                                .contains("west"));
        assertThat(call.queueTries).as("the queue's time goes on").isEqualTo(1);
    }

    @Test
    void aServerThatStopsAsksNoMore() {
        engine.queue.refuse(1, false);
        engine.wait.writer = null;

        assertThatThrownBy(() -> engine.fallback.queue(call)).isInstanceOfSatisfying(QueueAwayException.class, away -> {
            Thread.currentThread().interrupt();
            try {
                assertThatThrownBy(() -> engine.fallback.awaitWriterInstead(call, away))
                        .isInstanceOf(NotTakenException.class);
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
        });
    }

    @Test
    void theQueueIsGivenUpTwoReservesAfterItsFirstRefusal() {
        engine.queue.refuse(Integer.MAX_VALUE, false);
        engine.wait.writer = null;
        long begun = System.nanoTime();

        assertThatThrownBy(() -> {
                    while (true) {
                        try {
                            engine.fallback.queue(call);
                        } catch (QueueAwayException away) {
                            engine.fallback.awaitWriterInstead(call, away);
                        }
                    }
                })
                .isInstanceOf(NotTakenException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Engine.RESERVE);
        assertThat(engine.queue.patience).hasSizeBetween(2, 12);
    }
}
