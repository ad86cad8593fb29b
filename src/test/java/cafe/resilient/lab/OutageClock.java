/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Measures outages, also one that begins in one drill (freeze, lose-all) and ends in another (thaw, restore). */
final class OutageClock implements AutoCloseable {
    private final String password;
    private final BooleanSupplier disturbed;
    private Outage open;

    /**
     * @param password of the application's role, as which the measuring client commits
     * @param disturbed true while there is another fault, which may keep clients from committing
     */
    OutageClock(String password, BooleanSupplier disturbed) {
        this.password = password;
        this.disturbed = disturbed;
    }

    /** For a fault that ends with a writer in its place: answers for how long a client of these endpoints had none. */
    Duration measure(List<Relay> endpoints, Runnable fault) {
        try (Outage outage = Outage.watch(endpoints, password, disturbed.getAsBoolean())) {
            fault.run();
            return outage.ended();
        }
    }

    /** For a fault that leaves no writer. */
    void begin(List<Relay> endpoints, Runnable fault) {
        close();
        Outage outage = Outage.watch(endpoints, password, disturbed.getAsBoolean());
        try {
            fault.run();
            open = outage;
        } finally {
            outage.pause();
        }
    }

    /** For what ends such a fault; empty when none was open. */
    Optional<Duration> end(Runnable repair) {
        if (open == null) {
            repair.run();
            return Optional.empty();
        }
        try (Outage outage = open) {
            outage.resume();
            repair.run();
            Duration duration = outage.ended();
            open = null;
            return Optional.of(duration);
        }
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
