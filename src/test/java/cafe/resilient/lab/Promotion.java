/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.time.Duration;

/** The promotion of one standby. Its session is opened before the fault, so that it costs no outage. */
final class Promotion implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Node standby;
    private final Session session;

    Promotion(Node standby) {
        this.standby = standby;
        session = standby.session();
    }

    /** Promotes and comes back when it takes writes. It waits for no standby of its own until the others rejoin. */
    void run() {
        // waiting inside the server would look only every 100 ms
        session.run("select pg_promote(false)");
        Await.until(standby + " is promoted", LIMIT, () -> !session.is("select pg_is_in_recovery()"));
    }

    @Override
    public void close() {
        session.close();
    }
}
