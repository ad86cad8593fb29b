/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Measures outages, also one that begins in one drill (freeze, lose-all) and ends in another (thaw, restore). */
final class OutageClock implements AutoCloseable {
    private final String password;
    private Outage open;

    /** @param password of the application's role, as which the measuring client commits */
    OutageClock(String password) {
        this.password = password;
    }

    /** For a fault that ends with a writer in its place: answers for how long a client of these endpoints had none. */
    Duration measure(List<Relay> endpoints, Runnable fault) {
        try (Outage outage = Outage.watch(endpoints, password)) {
            fault.run();
            return outage.ended();
        }
    }

    /** For a fault that leaves no writer. */
    void begin(List<Relay> endpoints, Runnable fault) {
        close();
        Outage outage = Outage.watch(endpoints, password);
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
