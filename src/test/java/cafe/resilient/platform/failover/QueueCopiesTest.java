/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.it.Wait;
import cafe.resilient.platform.Deadline;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueueCopiesTest {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Engine engine = new Engine();
    private final QueueCopies copies = new QueueCopies();

    /** It has waited for so long that its copy is due, and has time left. */
    private final Call call = engine.newCall(
            new Deadline(System.nanoTime() - MINUTE, System.nanoTime() + MINUTE), "order", Engine.order());

    @BeforeEach
    void start() {
        copies.queue = engine.queue;
        copies.numbers = engine.numbers;
        copies.settings = engine.settings;
        copies.clock = engine.clock;
        copies.threads = new ManagedThreadFactory() {
            @Override
            public Thread newThread(Runnable work) {
                return new Thread(work);
            }

            @Override
            public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
                throw new UnsupportedOperationException();
            }
        };
        copies.start();
    }

    @AfterEach
    void stop() {
        copies.stop();
    }

    @Test
    void aCopyThatTheQueueDidNotAnswerIsPutAgainWhileItsCallWaits() {
        engine.queue.refuse(2, true);

        copies.schedule(call);

        Wait.until("it is kept", call.copy::isKept);
        assertThat(engine.queue.patience).hasSize(3);
    }

    @Test
    void oneIsEnough() {
        copies.schedule(call);
        copies.schedule(call);

        Wait.until("it is kept", call.copy::isKept);
        assertThat(engine.queue.kept).hasSize(1);
    }

    @Test
    void aQuestionHasNone() {
        copies.schedule(engine.newCall("ask"));
        copies.schedule(call);

        Wait.until("it is kept", call.copy::isKept);
        assertThat(engine.queue.kept).hasSize(1);
    }

    @Test
    void ofACallThatHasEndedNoneIsPut() {
        Call other = engine.newCall(
                new Deadline(System.nanoTime() - MINUTE, System.nanoTime() + MINUTE), "order", Engine.order());
        other.copy.forbid();

        copies.schedule(other);
        copies.schedule(call);

        Wait.until("it is kept", call.copy::isKept);
        assertThat(other.copy.isKept()).isFalse();
        assertThat(other.copy.isUnknown()).isFalse();
    }
}
