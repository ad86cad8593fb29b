/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.server;

import cafe.resilient.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The lending library of src/examples, another application on the platform: what it needs, and servers of it. */
public final class Lending {

    /** Its queue's table. */
    public static final String QUEUE = "lending-queue";

    private static final Path EXAMPLE = Path.of("src/examples/lending").toAbsolutePath();
    private static final Path WAR =
            Path.of("target/examples/lending/target/ROOT.war").toAbsolutePath();

    private Lending() {}

    /** Makes the tables of its database and of its queue. */
    public static void prepare(Lab lab) throws IOException, SQLException {
        lab.queues().create(QUEUE);
        try (Connection writer = lab.connect(lab.writer(), "postgres");
                Statement create = writer.createStatement()) {
            create.execute(Files.readString(EXAMPLE.resolve("db/V1__lending.sql")));
        }
    }

    /** A folder of a server that has it in place of the cafe. */
    public static ServerFolder folder(Path provisioned, Path base, String name, Lab lab) throws IOException {
        ServerFolder folder = ServerFolder.cut(provisioned, base, name, "west,east", lab);
        Files.copy(WAR, base.resolve("deployments/ROOT.war"), StandardCopyOption.REPLACE_EXISTING);
        return folder;
    }
}
