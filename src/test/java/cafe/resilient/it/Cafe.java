/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.lab.Lab;
import cafe.resilient.lab.LabSettings;
import cafe.resilient.platform.admin.AdminTool;
import cafe.resilient.server.Front;
import cafe.resilient.server.Management;
import cafe.resilient.server.ServerFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * The house the integration tests live in, built once for all of them and before Arquillian reads arquillian.xml: a lab on
 * free ports, and two servers' own base folders, cut from the provisioned server, with free ports and a filled credential
 * store. The server "cafe" runs all the time; "late" is started by the tests that need a start of their own, and "nodes",
 * whose regions are the database's nodes, by {@link RegionsIT}.
 */
public final class Cafe implements LauncherSessionListener {

    /** The provisioned server's folder; not set for unit tests, which need none of this. */
    private static final String SERVER = "cafe.it.server";

    /** As in wildfly-config/server.env. */
    private static final String JAVA_OPTIONS = "-Xmx512m -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=128m ";

    private static Lab lab;
    private static Front front;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (System.getProperty(SERVER) != null && lab == null) {
            try {
                build();
            } catch (RuntimeException e) {
                launcherSessionClosed(session); // nobody else does, of a session that was not opened
                throw e;
            }
        }
    }

    private static void build() {
        Path server = Path.of(System.getProperty(SERVER));
        Path folder = folder();
        lab = Lab.start(LabSettings.free(folder.resolve("databases")));
        prepare(server, folder.resolve("cafe"), "cafe", "west,east");
        prepare(server, folder.resolve("late"), "late", "west,east");
        prepare(server, folder.resolve("nodes"), "nodes", "west-a,west-b,east-a");
        if (Front.isInstalled()) {
            front = front(Integer.getInteger("cafe.http.port"));
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (front != null) {
            front.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    public static Lab lab() {
        return lab;
    }

    /** Of this JVM: two of them run tests side by side. */
    static Path folder() {
        return Path.of(System.getProperty(SERVER))
                .resolveSibling("it")
                .resolve(System.getProperty("cafe.it.fork", "fork-1"));
    }

    static Book book() {
        return new Book(lab, "cafe.ordersraw", "ordrdgst", "ordrname, ordrppl, ordrdttm, ordrtxt");
    }

    static Book messages() {
        return new Book(lab, "cafe.messages", "number", "name, email, text");
    }

    /** Apache HTTPD in front of the server "cafe"; without HTTPD on this machine, the calling test is skipped. */
    static Front front() {
        Assumptions.assumeTrue(front != null, "There is no Apache HTTPD here (Debian: apache2-bin).");
        return front;
    }

    /** Another one, to be closed; all tests are one client to it, which may do what it likes. @param options see {@link Front#start} */
    static Front front(int serverPort, String... options) {
        return limitingFront(
                serverPort,
                Stream.concat(Stream.of(options), Stream.of("--define", "CAFE_UNLIMITED"))
                        .toArray(String[]::new));
    }

    /** One that limits its clients, as it does for customers. */
    static Front limitingFront(int serverPort, String... options) {
        Path server = Path.of(System.getProperty(SERVER));
        String home = "front-" + serverPort + "-" + Integer.toHexString(Arrays.hashCode(options));
        return Front.start(server, folder().resolve(home), serverPort, options);
    }

    static Site site() {
        return site("cafe");
    }

    static Site site(String server) {
        return new Site(Integer.getInteger(server + ".http.port"));
    }

    /** What somebody does to the database who may. */
    static void changeSchema(String sql) throws SQLException {
        try (Connection writer = lab.connect(lab.writer(), "postgres");
                Statement change = writer.createStatement()) {
            change.execute(sql);
        }
    }

    /** Sessions of the server "cafe" on that node, by SQL of pg_stat_activity; its one parameter is a time. */
    static long sessions(String node, String condition, Instant time) {
        try (Connection direct = lab.connect(node, "postgres");
                PreparedStatement count = direct.prepareStatement(
                        "select count(*) from pg_stat_activity where usename = 'cafe_app' and " + condition)) {
            count.setObject(1, time.atOffset(ZoneOffset.UTC));
            try (ResultSet result = count.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One for servers whose queue no other replays. */
    static void createQueue(String table) {
        admin("create-tables", "--table", table);
    }

    /** What an administrator does to a queue. */
    static void queue(String table, String... arguments) {
        admin(Stream.concat(Stream.of("queue"), Stream.concat(Stream.of(arguments), Stream.of("--table", table)))
                .toArray(String[]::new));
    }

    private static void admin(String... words) {
        AdminTool.run(List.of(words), Map.of("CAFE_QUEUE_REGIONS", lab.queues().setting()), System.out::println);
    }

    /** What an administrator does in the console: the model's attribute, without a reload. */
    static void enable(String datasource, boolean enabled) {
        management().enable(datasource, enabled);
    }

    /** Operators read this id in the log of the server "cafe", and these words in the same line. */
    static void requireLogged(String id, String... words) {
        assertThat(isLogged(id, words)).as(id).isTrue();
    }

    static boolean isLogged(String id, String... words) {
        return logged(id, words) > 0;
    }

    /** How many such lines there are. */
    static long logged(String id, String... words) {
        try (Stream<String> lines = Files.lines(Path.of(System.getProperty("cafe.log")))) {
            return lines.filter(
                            line -> line.contains(id + ":") && Stream.of(words).allMatch(line::contains))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Management management() {
        return new Management(Integer.getInteger("cafe.management.port"));
    }

    /** Leaves what arquillian.xml asks for in system properties: NAME.vm, NAME.store and NAME.management.port. */
    private static void prepare(Path server, Path base, String name, String regions) {
        ServerFolder folder = ServerFolder.cut(server, base, name, regions, lab);
        System.setProperty(
                name + ".vm",
                folder.properties().entrySet().stream()
                        .map(property -> "-D" + property.getKey() + "=" + property.getValue())
                        .collect(Collectors.joining(" ", JAVA_OPTIONS, "")));
        System.setProperty(name + ".log", folder.log().toString());
        System.setProperty(name + ".store", folder.store().toString());
        System.setProperty(name + ".management.port", String.valueOf(folder.management()));
        System.setProperty(name + ".http.port", String.valueOf(folder.http()));
    }

    static int freePort() {
        return ServerFolder.freePort();
    }
}
