/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import cafe.resilient.lab.Lab;
import cafe.resilient.lab.LabSettings;
import cafe.resilient.server.Server;
import cafe.resilient.server.ServerFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** A lab and a server for one run, on free ports, and whatever is to be started again of them. */
final class Stage implements AutoCloseable {

    static final Path PROVISIONED = Path.of("target/server").toAbsolutePath();

    final Lab lab;
    final ZoneOffset zone;
    private final ServerFolder folder;
    private volatile Server server;
    private int starts;

    private Stage(Lab lab, ServerFolder folder, ZoneOffset zone) {
        this.lab = lab;
        this.folder = folder;
        this.zone = zone;
        server = Server.start(folder);
    }

    /** @param added classes that the application gets in this server alone */
    static Stage open(Path folder, Class<?>... added) {
        Lab lab = Lab.start(LabSettings.free(folder.resolve("lab")));
        try {
            ServerFolder server = ServerFolder.cut(PROVISIONED, folder.resolve("server"), "chaos", "west,east", lab);
            server.add(added);
            if (added.length > 0) {
                server.properties().put("hibernate.session_factory.statement_inspector", InsertAgain.class.getName());
            }
            ZoneOffset zone = forenoon();
            server.properties().put("cafe.zone", zone.getId());
            return new Stage(lab, server, zone);
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    /** A message's number depends on the day: in a zone where it is eight in the morning no run sees midnight. */
    private static ZoneOffset forenoon() {
        int hours = 8 - OffsetDateTime.now(ZoneOffset.UTC).getHour();
        return ZoneOffset.ofHours(hours < -12 ? hours + 24 : hours);
    }

    /** A stage whose application can go without a mechanism. */
    static Stage ofControls(Path folder) {
        return open(folder, Without.CLASSES.toArray(Class<?>[]::new));
    }

    /** Numbers need no longer be unique. Not to be undone. */
    void allowDoubles() throws SQLException {
        try (Connection connection = lab.connect(lab.writer(), "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("alter table cafe.ordersraw drop constraint ordersraw_ordrdgst_key");
            statement.execute("alter table cafe.messages drop constraint messages_number_key");
        }
    }

    /** For the next start of the server. */
    void remember(String property, String value) {
        folder.properties().put(property, value);
    }

    int http() {
        return folder.http();
    }

    /** Of the server; of the one before while it is started anew. */
    long pid() {
        return server.pid();
    }

    Path log() {
        return folder.log();
    }

    /** F17: kill -9, and a new start on the same folder and ports. The log of the one that was killed is kept beside. */
    synchronized void restart() {
        server.kill();
        try {
            Files.move(folder.log(), folder.log().resolveSibling("server-" + ++starts + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server = Server.start(folder); // a balancer sends nobody there before it says that it is ready
    }

    /** F23. */
    synchronized void redeploy() {
        server.management().redeploy();
    }

    @Override
    public void close() {
        try {
            server.close();
        } finally {
            lab.close();
        }
    }
}
