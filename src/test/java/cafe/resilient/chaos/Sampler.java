/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import cafe.resilient.bench.Processor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks from outside: how many wait in the queue and who is the writer, each second, and what the processors do. */
final class Sampler implements AutoCloseable {

    /** Milliseconds; the kernel counts in steps of ten. */
    private static final long BETWEEN_USAGES = 200;

    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);

    Sampler(Stage stage, Recorder recorder) {
        clock.scheduleAtFixedRate(() -> sample(stage, recorder), 0, 1, TimeUnit.SECONDS);
        clock.scheduleAtFixedRate(() -> measure(stage, recorder), 0, BETWEEN_USAGES, TimeUnit.MILLISECONDS);
    }

    private static void sample(Stage stage, Recorder recorder) {
        try {
            int queued = Snapshot.waiting(stage.lab).size();
            recorder.sampled(new Sample(recorder.now(), queued, stage.lab.writer()));
        } catch (RuntimeException e) {
            // the queue's own process was busy: a second without a sample
        }
    }

    private static void measure(Stage stage, Recorder recorder) {
        try {
            Processor.Machine machine = Processor.ofMachine();
            recorder.used(new Usage(recorder.now(), Processor.of(stage.pid()), machine.busy(), machine.all()));
        } catch (RuntimeException e) {
            // its process was just going: an interval twice as long
        }
    }

    @Override
    public void close() throws InterruptedException {
        clock.shutdownNow();
        clock.awaitTermination(5, TimeUnit.SECONDS);
    }
}
