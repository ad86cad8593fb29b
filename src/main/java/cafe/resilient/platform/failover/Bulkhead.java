/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import cafe.resilient.platform.PlatformSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;

/**
 * Bounds how many calls wait for a database at once. Each of them holds a thread and beans, and those are also needed by calls
 * that need not wait.
 */
@ApplicationScoped
public class Bulkhead {

    private int size;
    private Semaphore permits;

    protected Bulkhead() {}

    @Inject
    public Bulkhead(PlatformSettings settings) {
        size = settings.maxWaiting();
        permits = new Semaphore(size);
    }

    /** How many calls wait now. */
    public int waiting() {
        return size - permits.availablePermits();
    }

    /** How many may. */
    public int size() {
        return size;
    }

    /**
     * Waits, unless too many others do.
     *
     * @param wait is given how many wait now, this one included
     * @return what it waited for; empty at once if the bulkhead is full
     */
    <T> Optional<T> within(IntFunction<Optional<T>> wait) {
        if (!permits.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return wait.apply(waiting());
        } finally {
            permits.release();
        }
    }
}
