/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** What an administrator does to the schema, its locks, or the application's role, while the writer is well (F24, F25). */
public final class SchemaFaults implements AutoCloseable {

    public static final String SEQUENCE = "cafe.ordersraw_ordrid_seq";

    /** A failover may be under way. */
    private static final Duration WRITER_WITHIN = Duration.ofSeconds(20);

    private static final String END_SESSIONS =
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'cafe_app'";

    /** By name; each is healed by {@link #mend}. */
    private static final Map<String, List<String>> FAULTS = Map.of(
            "sequence-ends",
                    List.of("do $$ begin execute format('alter sequence " + SEQUENCE + " maxvalue %s',"
                            + " (select last_value + 3 from " + SEQUENCE + ")); end $$"),
            "sequence-behind", List.of("select setval('" + SEQUENCE + "', 1)"),
            "trigger-raises",
                    List.of(
                            "create or replace function cafe.no_order() returns trigger language plpgsql as"
                                    + " $$ begin raise exception 'no'; end $$",
                            "create trigger no_order before insert on cafe.ordersraw for each row"
                                    + " execute function cafe.no_order()"),
            "search-path", List.of("alter role cafe_app set search_path = public", END_SESSIONS),
            "password", List.of("alter role cafe_app password 'another'", END_SESSIONS),
            "columns",
                    List.of(
                            "alter table cafe.ordersraw alter column journey type varchar(20000)",
                            "alter table cafe.ordersraw add column extra text"));

    /** By name; held until it is mended. */
    private static final Map<String, String> LOCKS = Map.of(
            "lock-orders", "lock table cafe.ordersraw",
            "lock-heartbeat", "lock table cafe.heartbeat",
            "lock-beat", "select * from cafe.heartbeat for update");

    private final Lab lab;
    private final List<Connection> locks = new ArrayList<>();

    public SchemaFaults(Lab lab) {
        this.lab = lab;
    }

    /** Whether this is one of them. */
    public static boolean isOne(String name) {
        return FAULTS.containsKey(name) || LOCKS.containsKey(name);
    }

    /** @throws LabException if there is no writer for 20 s */
    public synchronized void make(String name) {
        onWriter(name, () -> {
            if (LOCKS.containsKey(name)) {
                Connection lock = lab.connect(lab.writer(), "postgres");
                locks.add(lock);
                lock.setAutoCommit(false);
                execute(lock, List.of("set local lock_timeout = '5s'", LOCKS.get(name)));
            } else {
                try (Connection writer = lab.connect(lab.writer(), "postgres")) {
                    execute(writer, FAULTS.get(name));
                }
            }
        });
    }

    /** Whatever was made. @throws LabException if there is no writer for 20 s */
    public synchronized void mend() {
        onWriter("mend", () -> {
            close();
            try (Connection writer = lab.connect(lab.writer(), "postgres")) {
                execute(
                        writer,
                        List.of(
                                "alter role cafe_app password '" + lab.secret("app") + "'",
                                "alter role cafe_app set search_path = cafe",
                                "drop function if exists cafe.no_order() cascade",
                                "alter sequence " + SEQUENCE + " no maxvalue",
                                "select setval('" + SEQUENCE + "', greatest(last_value,"
                                        + " (select coalesce(max(ordrid), 1) from cafe.ordersraw))) from " + SEQUENCE,
                                "alter table cafe.ordersraw drop column if exists extra",
                                "alter table cafe.ordersraw alter column journey type text"));
            }
        });
    }

    private interface Change {
        void make() throws SQLException;
    }

    private static void onWriter(String name, Change change) {
        long end = System.nanoTime() + WRITER_WITHIN.toNanos();
        while (true) {
            try {
                change.make();
                return;
            } catch (SQLException | LabException e) {
                if (System.nanoTime() - end > 0) {
                    throw new LabException(name + " was not done: " + e.getMessage());
                }
                LockSupport.parkNanos(50_000_000);
            }
        }
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(10);
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public synchronized void close() {
        for (Connection lock : locks) {
            try {
                lock.close();
            } catch (SQLException e) {
                // its server is gone, and the lock with it
            }
        }
        locks.clear();
    }
}
