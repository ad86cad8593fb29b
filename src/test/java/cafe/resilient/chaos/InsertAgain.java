/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Without insert-once: rows are inserted as they come. That the numbers are unique has to be given up for it too. */
public class InsertAgain implements StatementInspector {

    @Override
    public String inspect(String sql) {
        return Without.is("insert-once") ? sql.replaceFirst("(?is)\\s*on conflict.*", "") : sql;
    }
}
