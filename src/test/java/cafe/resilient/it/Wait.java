/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, never for time. */
public final class Wait {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private Wait() {}

    /** Fails with these words if it does not come true. */
    public static void until(String what, BooleanSupplier condition) {
        within(LONGEST, what, condition);
    }

    /** The same, sooner. */
    static void within(Duration time, String what, BooleanSupplier condition) {
        long end = System.nanoTime() + time.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as(what).isNegative();
            LockSupport.parkNanos(10_000_000);
        }
    }
}
