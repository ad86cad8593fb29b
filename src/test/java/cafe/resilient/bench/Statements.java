/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import cafe.resilient.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the writer is asked over the orders' pool, word for word from its log, BEGIN and COMMIT too, while this is open. */
final class Statements implements AutoCloseable {

    /** The log's line as the lab prefixes it. The monitor's pool has another name. */
    private static final Pattern LINE =
            Pattern.compile("cafe_app cafe-west LOG:  (?:statement|execute [^:]*): *(\\w+)");

    private static final int TRIAL = 50;

    /** An order that is answered when this comes back. */
    interface Order {
        void place() throws Exception;
    }

    private final Lab lab;
    private final Path log;
    private final Order order;

    /** Comes back when every session of the pool says what it is asked: each takes the setting in when it is told. */
    Statements(Lab lab, Order order) throws Exception {
        this.lab = lab;
        this.order = order;
        log = lab.home().resolve("nodes").resolve(lab.writer()).resolve("postgres.log");
        set("set log_statement = 'all'");
        while (of(TRIAL).getOrDefault("INSERT", 0) < TRIAL) {
            Progress.say("Not all sessions say what they are asked yet ...");
        }
    }

    /** How many of each kind that many orders take, by the first word. */
    Map<String, Integer> of(int orders) throws Exception {
        long begin = Files.size(log);
        for (int i = 0; i < orders; i++) {
            order.place();
        }
        return count(begin);
    }

    private Map<String, Integer> count(long begin) throws IOException {
        byte[] all = Files.readAllBytes(log);
        Matcher line = LINE.matcher(new String(all, (int) begin, (int) (all.length - begin), UTF_8));
        Map<String, Integer> counts = new TreeMap<>();
        while (line.find()) {
            counts.merge(line.group(1).toUpperCase(Locale.ROOT), 1, Integer::sum);
        }
        return counts;
    }

    private void set(String setting) throws SQLException {
        try (Connection connection = lab.connect(lab.writer(), "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("alter system " + setting);
            statement.execute("select pg_reload_conf()");
        }
    }

    @Override
    public void close() throws SQLException {
        set("reset log_statement");
    }
}
