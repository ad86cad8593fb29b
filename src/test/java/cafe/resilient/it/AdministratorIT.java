/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an administrator does to the databases and their pools by hand costs no customer anything. */
@ArquillianTest
class AdministratorIT extends WhileCustomersOrder {

    @Test
    void plannedSwitchover() throws Exception {
        everybodyIsConfirmedDuring(lab::switchover);
    }

    @Test
    void aRegionItsAdministratorDisablesIsDrainedLiveAndComesBack() throws Exception {
        everybodyIsConfirmedDuring(() -> {
            Cafe.enable("west", false);
            // within 2 s; then a second in which at other times there are twenty
            long rows = awaitNoMoreRows(Duration.ofSeconds(1), Duration.ofMillis(3_500));
            Cafe.enable("west", true);
            Wait.within(Duration.ofSeconds(2), "orders go there again", () -> book.rows() > rows);
        });
    }

    /** Until there has been no new one for that long; answers how many there are. */
    private long awaitNoMoreRows(Duration still, Duration within) {
        AtomicLong rows = new AtomicLong(-1);
        AtomicLong since = new AtomicLong();
        Wait.within(within, "no new order goes there", () -> {
            long now = book.rows();
            if (rows.getAndSet(now) != now) {
                since.set(System.nanoTime());
            }
            return System.nanoTime() - since.get() > still.toNanos();
        });
        return rows.get();
    }

    @ParameterizedTest
    @ValueSource(strings = {"flush-all", "flush-idle", "flush-gracefully", "flush-invalid"})
    void anAdministratorWhoFlushesThePoolByHand(String flush) throws Exception {
        everybodyIsConfirmedDuring(() -> {
            for (int i = 0; i < 50; i++) {
                Cafe.management().flush("west", flush);
            }
        });
    }
}
