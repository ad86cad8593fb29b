/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.peers;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Set;

/** A rival's retry: waits 50 ms, doubled up to 1 s, each 30 % more or less; begins no attempt after 7 s. */
final class Retries {

    static final String SETTINGS = "Resilience4j Retry 50 ms doubled to 1 s, jitter 0.3, 7 s in all";

    private static final Duration BUDGET = Duration.ofSeconds(7);
    /** Never reached: the time is over first. */
    private static final int ATTEMPTS = 200;

    /** Connections, limits, an administrator's stop, conflicts. */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "40");

    /** A primary that has become a standby, and a lock that was not to be had. */
    private static final Set<String> STATES = Set.of("25006", "55P03");

    private Retries() {}

    /** Of one order, from now. */
    static Retry begin() {
        long deadline = System.nanoTime() + BUDGET.toNanos();
        return Retry.of(
                "order",
                RetryConfig.custom()
                        .maxAttempts(ATTEMPTS)
                        .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(
                                Duration.ofMillis(50), 2.0, 0.3, Duration.ofSeconds(1)))
                        .retryOnException(e -> System.nanoTime() - deadline < 0 && passes(e))
                        .build());
    }

    /** True if it may be over at the next attempt. */
    private static boolean passes(Throwable thrown) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            if (e instanceof SQLTransientException || e instanceof SQLRecoverableException) {
                return true;
            }
            if (e instanceof SQLException sql && sql.getSQLState() != null && passes(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean passes(String state) {
        return STATES.contains(state) || CLASSES.stream().anyMatch(state::startsWith);
    }
}
