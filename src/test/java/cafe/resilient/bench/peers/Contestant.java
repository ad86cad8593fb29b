/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.peers;

import cafe.resilient.bench.House;
import cafe.resilient.bench.Rows;
import java.sql.SQLException;
import java.util.List;

/**
 * One of those that are compared.
 *
 * @param port where it takes orders
 * @param pid of its process
 * @param rows where its orders end
 */
record Contestant(String name, int port, long pid, RowsOf rows) {

    /** Looks at the writer's rows from outside. */
    interface RowsOf {

        /** The numbers of the orders whose name begins like that, a row each. */
        List<String> numbers(String tag) throws SQLException;
    }

    static Contestant cafe(House house) {
        return new Contestant("cafe", house.server.http(), house.server.pid(), tag -> Rows.numbers(house.lab, tag));
    }
}
