/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.peers;

import cafe.resilient.bench.Rows;
import cafe.resilient.lab.Lab;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** The rivals' database on the lab's nodes: a table for each, and Aurora's functions as stubs. */
final class PeersDatabase {

    static final String NAME = "peers";

    private static final String TABLE = """
            create table peers.%s (id bigint generated always as identity primary key, number text not null%s,
              name text not null, people int not null, at timestamp not null, text text not null,
              entered timestamptz not null default now());
            create index on peers.%1$s (name text_pattern_ops);
            grant select, insert on peers.%1$s to cafe_app""";

    private final Lab lab;

    private PeersDatabase(Lab lab) {
        this.lab = lab;
    }

    /** Makes it in a lab that has none: the stubs as superuser, the tables as the role that owns the cafe's too. */
    static PeersDatabase create(Lab lab, List<Rival> rivals) throws SQLException, IOException {
        try (Connection superuser = lab.connect(lab.writer(), "postgres")) {
            run(superuser, "create database " + NAME + " owner cafe_owner");
        }
        PeersDatabase database = new PeersDatabase(lab);
        try (Connection superuser = database.connect("postgres", "postgres")) {
            run(superuser, stubs());
        }
        try (Connection owner = database.connect("cafe_owner", "owner")) {
            run(owner, "create schema peers; grant usage on schema peers to cafe_app");
            for (Rival rival : rivals) {
                run(owner, TABLE.formatted(rival.table(), rival.unique() ? " unique" : ""));
            }
        }
        return database;
    }

    private static String stubs() throws IOException {
        try (InputStream in = PeersDatabase.class.getResourceAsStream("aurora.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Through the endpoint of the writer's region. */
    private Connection connect(String role, String secret) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", role);
        properties.setProperty("password", lab.secret(secret));
        properties.setProperty("sslmode", "disable");
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "10");
        int port = lab.endpoint(lab.writersRegion()).port();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + NAME, properties);
    }

    /** What standbys call the writer from now on; a writer knows itself. */
    void writer(String node) throws SQLException {
        try (Connection superuser = connect("postgres", "postgres");
                PreparedStatement update = superuser.prepareStatement("update public.lab_writer set server_id = ?")) {
            update.setString(1, node);
            update.executeUpdate();
        }
    }

    /** The numbers of the orders in a table whose name begins like that, a row each. */
    List<String> numbers(String table, String tag) throws SQLException {
        try (Connection superuser = connect("postgres", "postgres")) {
            return Rows.numbers(superuser, "select number from peers." + table + " where starts_with(name, ?)", tag);
        }
    }
}
