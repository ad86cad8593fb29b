/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One operation at a time, in the order they came; the end interrupts the one that runs and lets no other begin. */
final class Turn {
    private final ReentrantLock lock = new ReentrantLock(true);
    private volatile Thread busy;
    private volatile boolean over;

    <T> T take(Supplier<T> operation) {
        lock.lock();
        try {
            busy = Thread.currentThread();
            if (over) {
                throw new LabException("The lab is down.");
            }
            return operation.get();
        } catch (LabInterruptedException e) {
            throw over ? new LabException("The lab was taken down meanwhile.", e) : e;
        } finally {
            busy = null;
            lock.unlock();
        }
    }

    void take(Runnable operation) {
        take(() -> {
            operation.run();
            return null;
        });
    }

    /** @param last runs once the interrupted one has given up */
    void end(Runnable last) {
        over = true;
        Thread running = busy;
        if (running != null && running != Thread.currentThread()) {
            running.interrupt();
        }
        lock.lock();
        try {
            last.run();
        } finally {
            lock.unlock();
        }
    }
}
