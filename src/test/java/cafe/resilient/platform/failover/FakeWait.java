/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import cafe.resilient.platform.Attempt;
import cafe.resilient.platform.Deadline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Knows the writers that a test gives it, and waits for no other. */
class FakeWait extends WriterWait {

    /** The writer at first; null if there is none. */
    String writer = "west";

    /** The writers after each fault, in turn; none after the last. */
    final Deque<String> afterFaults = new ArrayDeque<>();

    void afterFaults(String... writers) {
        afterFaults.addAll(List.of(writers));
    }

    @Override
    public Optional<String> writerNow() {
        return Optional.ofNullable(writer);
    }

    @Override
    public Optional<String> writer(Deadline deadline) {
        return writerNow();
    }

    @Override
    public Optional<String> writerWithin(Duration time) {
        if (writer == null) {
            LockSupport.parkNanos(time.toNanos());
        }
        return writerNow();
    }

    @Override
    public Optional<String> afterFault(Attempt attempt, boolean flush) {
        writer = afterFaults.poll();
        return writerNow();
    }

    @Override
    public boolean isWell(String region, long since) {
        return false;
    }

    @Override
    public void took(String region) {
        // nobody asks
    }

    @Override
    void answered(String region) {
        // nobody asks
    }
}
