/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.pool.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When the question is asked; what a server answers is seen with a real one (see the tests of the pool on WildFly). */
class WriterCheckTest {

    private long now;
    private final AtomicInteger asked = new AtomicInteger();
    private final WriterCheck check = new WriterCheck(() -> now);
    private final Connection dead = dead();

    @Test
    void a_connection_never_seen_is_asked() {
        assertThat(isGood()).isFalse();
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_connection_just_used_is_trusted() {
        isGood();

        now += Duration.ofMillis(4_999).toNanos();

        assertThat(isGood()).isTrue();
        assertThat(asked).hasValue(1);
    }

    @Test
    void each_use_renews_the_trust() {
        isGood();

        for (int i = 0; i < 9; i++) {
            now += Duration.ofSeconds(4).toNanos();
            assertThat(isGood()).isTrue();
        }
    }

    @Test
    void a_connection_that_rested_is_asked_again() {
        isGood();

        now += Duration.ofSeconds(5).toNanos();

        assertThat(isGood()).isFalse();
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_connection_lives_for_a_minute_at_most_however_busy_it_is() {
        isGood();
        asked.set(0);

        int uses = 0;
        do {
            now += Duration.ofSeconds(1).toNanos();
            uses++;
        } while (isGood());

        assertThat(uses).isBetween(40, 61);
        assertThat(asked).as("it is not even asked").hasValue(0);
    }

    private boolean isGood() {
        return check.isValidConnection(dead) == null;
    }

    /** The first thing done with it is to bound the wait; it fails there, as a connection closed by the driver does. */
    private Connection dead() {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (self, method, args) -> {
                    switch (method.getName()) {
                        case "hashCode":
                            return System.identityHashCode(self);
                        case "equals":
                            return self == args[0];
                        default:
                            asked.incrementAndGet();
                            throw new SQLException("This connection has been closed.", "08003");
                    }
                });
    }
}
