/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What the server holds while nobody orders.
 *
 * @param connections to the writer, of the application's role
 * @param heap megabytes after a full collection
 */
record Footprint(int threads, int connections, double heap) {

    static Footprint of(House house) throws SQLException {
        double heap = house.server.management().heapAfterCollection() / (1024.0 * 1024);
        return new Footprint(house.server.management().threads(), connections(house), heap);
    }

    private static int connections(House house) throws SQLException {
        try (Connection connection = house.lab.connect(house.lab.writer(), "postgres");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select count(*) from pg_stat_activity"
                        + " where usename = 'cafe_app' and application_name like 'cafe-%'")) {
            result.next();
            return result.getInt(1);
        }
    }

    JsonObject toJson() {
        return Json.createObjectBuilder()
                .add("threads", threads)
                .add("connections", connections)
                .add("heapMB", heap)
                .build();
    }
}
