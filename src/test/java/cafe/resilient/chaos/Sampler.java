/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks from outside once a second: how many wait in the queue, and who is the writer. */
final class Sampler implements AutoCloseable {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    Sampler(Stage stage, Recorder recorder) {
        clock.scheduleAtFixedRate(() -> sample(stage, recorder), 0, 1, TimeUnit.SECONDS);
    }

    private static void sample(Stage stage, Recorder recorder) {
        try {
            int queued = Snapshot.waiting(stage.lab).size();
            recorder.sampled(new Sample(recorder.now(), queued, stage.lab.writer()));
        } catch (RuntimeException e) {
            // the queue's own process was busy: a second without a sample
        }
    }

    @Override
    public void close() throws InterruptedException {
        clock.shutdownNow();
        clock.awaitTermination(5, TimeUnit.SECONDS);
    }
}
