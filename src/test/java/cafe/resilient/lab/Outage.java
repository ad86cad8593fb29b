/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * How long a client could not commit: one that commits without pause, and reconnects without pause to the endpoints in
 * turn. What it answers is the longest time between two of its commits.
 */
final class Outage implements AutoCloseable {
    private static final String COMMIT = "update cafe.heartbeat set at = clock_timestamp()";
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final Executor HERE = Runnable::run;

    private final List<Relay> endpoints;
    private final String password;
    private volatile Client client;
    /** Nanoseconds; 0: none yet. Written by the one client that runs. */
    private volatile long lastCommit;

    private volatile long longest;
    private volatile long lastBegun;

    private Outage(List<Relay> endpoints, String password) {
        this.endpoints = endpoints;
        this.password = password;
    }

    /**
     * Starts the client and comes back once it has committed.
     *
     * @param disturbed there is another fault, so it may well be that nobody can commit: then the outage counts from now
     */
    static Outage watch(List<Relay> endpoints, String password, boolean disturbed) {
        Outage outage = new Outage(endpoints, password);
        outage.resume();
        boolean committed = Await.within(Duration.ofSeconds(disturbed ? 1 : 10), () -> outage.lastCommit != 0);
        if (!committed && !disturbed) {
            outage.close();
            throw new LabException("No client can commit, though no fault is known: see status.");
        } else if (!committed) {
            outage.lastCommit = System.nanoTime();
        }
        return outage;
    }

    /** Stops the client, not the clock: for an outage that another drill ends. */
    void pause() {
        client.stop();
    }

    void resume() {
        client = new Client();
        Relay.daemon("outage-client", client).start();
    }

    /** Waits for a commit that began after now, and ends the monitor. */
    Duration ended() {
        long now = System.nanoTime();
        if (!Await.within(PATIENCE, () -> lastBegun - now > 0)) {
            // a connection into a black hole never says so, least of all while it is being made
            client.stop();
            resume();
            Await.until("a client could commit again", Duration.ofSeconds(60), () -> lastBegun - now > 0);
        }
        close();
        return Duration.ofNanos(longest);
    }

    @Override
    public void close() {
        client.stop();
    }

    private void committed(long begun) {
        long now = System.nanoTime();
        if (lastCommit != 0) {
            longest = Math.max(longest, now - lastCommit);
        }
        lastCommit = now;
        lastBegun = begun;
    }

    private final class Client implements Runnable {
        private volatile boolean stopped;
        private volatile Connection connection;

        @Override
        public void run() {
            for (int turn = 0; !stopped; turn++) {
                Relay endpoint = endpoints.get(turn % endpoints.size());
                try (Connection opened = Session.watch(endpoint.port(), Schema.APP, password)) {
                    connection = opened;
                    commitOn(opened);
                } catch (SQLException lost) {
                    // that is what is measured: on to the next endpoint, leaving the processor to those who repair
                    Await.rest();
                }
            }
        }

        private void commitOn(Connection opened) throws SQLException {
            try (Statement statement = opened.createStatement()) {
                while (!stopped) {
                    long begun = System.nanoTime();
                    statement.executeUpdate(COMMIT);
                    committed(begun);
                }
            }
        }

        void stop() {
            stopped = true;
            reconnect();
        }

        void reconnect() {
            Connection open = connection;
            if (open != null) {
                try {
                    open.abort(HERE);
                } catch (SQLException e) {
                    // then it is closed
                }
            }
        }
    }
}
