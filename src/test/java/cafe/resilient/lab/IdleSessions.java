/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Takes every connection that a server has for ordinary roles, and does nothing with them; one that comes free is taken
 * too. Those reserved for superusers are left, so the lab itself can go on.
 */
final class IdleSessions implements AutoCloseable {
    private static final String NAME = "lab-idle";
    private static final String FULL = "53300";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration REST = Duration.ofMillis(20);

    private final Node node;
    private final String password;
    private final Thread taker = Relay.daemon("idle-sessions", this::takeUntilOver);
    /** Of the taker alone, until it has ended. */
    private final Deque<Connection> taken = new ArrayDeque<>();

    /** Written by the taker alone. */
    private volatile long refusals;

    private volatile boolean over;

    /** @param password of the application's role */
    IdleSessions(Node node, String password) {
        this.node = node;
        this.password = password;
    }

    /**
     * Comes back when the server refuses one more.
     *
     * @param evict also ends the sessions that others have, until they have none
     */
    void take(boolean evict) {
        taker.start();
        awaitFull();
        if (evict) {
            // those that are just logging in may leave no connection to end them by; that is no reason to give up
            Await.until("the others have none left of " + node, LIMIT, this::othersHaveNone);
        }
    }

    private void awaitFull() {
        long before = refusals;
        // the first may be of an attempt that began before
        Await.until(node + " has no connection left", LIMIT, () -> refusals - before > 1);
    }

    private boolean othersHaveNone() {
        if (endOthers() == 0) {
            return true;
        }
        awaitFull(); // others may be quicker to take what came free
        return false;
    }

    /** Answers how many there were. */
    private int endOthers() {
        try (Session session = node.session()) {
            return Integer.parseInt(session.value(
                    "select count(pg_terminate_backend(pid, 1000)) from pg_stat_activity where usename = '" + Schema.APP
                            + "' and application_name <> '" + NAME + "'"));
        }
    }

    private void takeUntilOver() {
        while (!over) {
            try {
                taken.push(Session.connect(NAME, node.port, Schema.APP, password));
            } catch (SQLException refused) {
                refusals += FULL.equals(refused.getSQLState()) ? 1 : 0;
                Await.pass(REST);
            }
        }
    }

    /** Comes back when the connections are free, if the server runs. */
    @Override
    public void close() {
        over = true;
        Await.until("no more sessions are taken", LIMIT, () -> !taker.isAlive());
        for (Connection connection : taken) {
            try {
                connection.close();
            } catch (SQLException e) {
                // the server went first
            }
        }
        if (node.running()) {
            awaitFree();
        }
    }

    private void awaitFree() {
        try (Session session = node.session()) {
            Await.until(
                    "the connections of " + node + " are free",
                    LIMIT,
                    () -> !session.is(
                            "select exists (select from pg_stat_activity where application_name = '" + NAME + "')"));
        }
    }
}
