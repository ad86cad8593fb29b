/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.peers;

import cafe.resilient.bench.Processor;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What each of this program's processes, and all others of the machine together, use of the processor from now on. It looks
 * twice a second; what lives for a shorter time counts as others'.
 */
final class Usage implements AutoCloseable {

    private static final long PERIOD = 500;

    /** Milliseconds of the processor by pid, when it was first and last seen. */
    private final Map<Long, long[]> seen = new HashMap<>();

    private final Processor.Machine begun = Processor.ofMachine();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    Usage() {
        look(true);
        thread.scheduleWithFixedDelay(() -> look(false), PERIOD, PERIOD, TimeUnit.MILLISECONDS);
    }

    /** @param first else a process that is new has used nothing before */
    private synchronized void look(boolean first) {
        ProcessHandle self = ProcessHandle.current();
        Stream.concat(Stream.of(self), self.descendants())
                .mapToLong(ProcessHandle::pid)
                .forEach(pid -> {
                    long now = Processor.of(pid);
                    long[] times = seen.computeIfAbsent(pid, p -> new long[] {first ? now : 0, 0});
                    times[1] = Math.max(times[1], now);
                });
    }

    /** Seconds of these processes. */
    synchronized double seconds(long... pids) {
        return LongStream.of(pids)
                        .filter(seen::containsKey)
                        .map(pid -> Math.max(0, seen.get(pid)[1] - seen.get(pid)[0]))
                        .sum()
                / 1_000.0;
    }

    /** Seconds of this program and all it has started. */
    synchronized double ours() {
        return seconds(seen.keySet().stream().mapToLong(Long::longValue).toArray());
    }

    /** The share of the whole machine that others used, from 0 to 1; with what its host took from it. */
    double others() {
        Processor.Machine now = Processor.ofMachine();
        double whole = (now.all() - begun.all()) / 1_000.0;
        double busy = (now.busy() - begun.busy()) / 1_000.0;
        return whole == 0 ? 0 : Math.max(0, busy - ours()) / whole;
    }

    /** Looks for the last time. */
    void end() {
        close();
        look(false);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
