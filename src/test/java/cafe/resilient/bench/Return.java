/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import cafe.resilient.lab.Lab;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

/**
 * Looks for the writer's return without pause, by committing a row through the endpoint as any client would; then for the
 * rows of what was queued.
 */
final class Return implements AutoCloseable {

    private final Lab lab;
    private final String tag;
    private final int orders;
    private final long newest;
    private final CompletableFuture<Void> watched;
    private volatile boolean closed;
    private volatile long back;
    private volatile long first;
    private volatile long last;

    /** @param tag what the names of the queued orders begin with */
    Return(Lab lab, String tag, int orders) throws SQLException {
        this.lab = lab;
        this.tag = tag;
        this.orders = orders;
        newest = newest(lab);
        watched = CompletableFuture.runAsync(this::watch);
    }

    /** Of the rows there are. To go through them all, again and again, would take a processor from what is measured. */
    private static long newest(Lab lab) throws SQLException {
        try (Connection client = lab.connect(lab.writer(), "postgres");
                Statement statement = client.createStatement();
                ResultSet result = statement.executeQuery("select coalesce(max(ordrid), 0) from cafe.ordersraw")) {
            result.next();
            return result.getLong(1);
        }
    }

    private void watch() {
        while (!closed && back == 0) {
            try (Connection client = lab.connect("west", "app");
                    Statement commit = client.createStatement()) {
                commit.executeUpdate("update cafe.heartbeat set at = clock_timestamp()");
                back = System.nanoTime();
            } catch (SQLException e) {
                pause(2); // not yet
            }
        }
        while (!closed && last == 0) {
            try (Connection client = lab.connect(lab.writer(), "postgres");
                    PreparedStatement count = client.prepareStatement(
                            "select count(*) from cafe.ordersraw where ordrid > ? and starts_with(ordrname, ?)")) {
                count.setLong(1, newest);
                count.setString(2, tag);
                count(count);
            } catch (SQLException e) {
                pause(20); // the lab arranges its standbys
            }
        }
    }

    private void count(PreparedStatement count) throws SQLException {
        while (!closed && last == 0) {
            long now = System.nanoTime();
            try (ResultSet result = count.executeQuery()) {
                result.next();
                if (first == 0 && result.getInt(1) > 0) {
                    first = now;
                }
                if (result.getInt(1) >= orders) {
                    last = now;
                }
            }
            // counting costs the databases something too: seldom enough to know the time to some 2 %
            pause(first == 0 ? 5 : Math.max(10, (now - back) / 1_000_000 / 50));
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void await() throws Exception {
        watched.get();
    }

    /** When a client could commit again, on the monotonic clock. */
    long returned() {
        return back;
    }

    /** When the last queued order's row was there, on the monotonic clock. */
    long done() {
        return last;
    }

    /** Seconds. */
    double first() {
        return (first - back) / 1e9;
    }

    /** Seconds. */
    double last() {
        return (last - back) / 1e9;
    }

    @Override
    public void close() {
        closed = true;
    }
}
