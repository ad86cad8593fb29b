/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.admin;

import cafe.resilient.platform.admin.Check.Verdict;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Checks databases as the application's user sees them. */
final class DatabaseCheck {

    /** A command's age is told by two clocks; a second or two is the network's. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(2);

    private static final String ROLES = "Run what roles prints at the writer, as who may create roles";
    private static final String MIGRATE = "Run migrate against the writer";

    private final List<Verdict> verdicts = new ArrayList<>();
    private int writers;

    private DatabaseCheck() {}

    static List<Verdict> of(List<Database> databases) {
        DatabaseCheck check = new DatabaseCheck();
        databases.forEach(check::database);
        if (!databases.isEmpty()) {
            check.add(
                    check.writers == 1,
                    "the writer",
                    check.writers + " of " + databases.size() + " databases take writes",
                    "Exactly one must: promote it, or shut the other down");
        }
        return check.verdicts;
    }

    private void add(boolean right, Object thing, String found, String todo) {
        verdicts.add(right ? Verdict.right(thing, found) : Verdict.wrong(thing, found, todo));
    }

    private void database(Database database) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            login(database, statement);
            clock(database, statement);
            timeOuts(database, statement);
            schema(database, statement);
        } catch (SQLException e) {
            String found = database.failed(e).getMessage().replaceFirst("[.]$", "");
            verdicts.add(Verdict.wrong(database, found, "Without it nothing else can be said of it"));
        }
    }

    private void login(Database database, Statement statement) throws SQLException {
        boolean writer = one(statement, "show transaction_read_only").equals("off");
        writers += writer ? 1 : 0;
        verdicts.add(Verdict.right(
                database, "lets " + database.user() + " in, and " + (writer ? "takes writes" : "takes none")));
        if (writer) {
            String standbys = one(statement, "show synchronous_standby_names");
            verdicts.add(Verdict.right(
                    database + " synchronous_standby_names",
                    standbys.isEmpty()
                            ? "none: a failover loses what was confirmed, unless storage replicates (RDS, Aurora)"
                            : "'" + standbys + "'"));
        }
    }

    private void clock(Database database, Statement statement) throws SQLException {
        double there = Double.parseDouble(one(statement, "select extract(epoch from clock_timestamp())"));
        Duration apart = Duration.between(Instant.now(), Instant.ofEpochMilli((long) (there * 1000)))
                .abs();
        add(
                apart.compareTo(CLOCKS_APART) <= 0,
                database + " clock",
                apart.toMillis() + " ms from this machine's",
                "Synchronize the clocks, by NTP for example");
    }

    private void timeOuts(Database database, Statement statement) throws SQLException {
        for (String name : List.of("lock_timeout", "idle_in_transaction_session_timeout")) {
            String value = one(statement, "show " + name);
            add(!value.equals("0"), database + " " + name, value.equals("0") ? "none" : value, ROLES);
        }
    }

    private void schema(Database database, Statement statement) throws SQLException {
        String path = one(statement, "show search_path");
        boolean there = !one(statement, "select coalesce(to_regclass('heartbeat')::text, '')")
                .isEmpty();
        add(there, database + " heartbeat", there ? "there" : "not in the schema " + path, MIGRATE);
        if (there) {
            boolean may = one(statement, "select has_column_privilege('heartbeat', 'at', 'update')")
                    .equals("t");
            add(may, database + " update of heartbeat", may ? "granted" : "not granted", MIGRATE);
        }
    }

    private static String one(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }
}
