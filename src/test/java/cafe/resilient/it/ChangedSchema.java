/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.Cafe.changeSchema;
import static cafe.resilient.it.Site.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;

/** Tests that change the schema below the running cafe; each change is undone. */
abstract class ChangedSchema extends InOutage {

    final Book messages = Cafe.messages();

    @AfterEach
    void mend() throws SQLException {
        lab.healNetwork();
        lab.restore("west"); // heal, which does more, comes after it
        changeSchema("drop function if exists cafe.no_such_guest() cascade");
        changeSchema("alter table if exists cafe.ordersraw drop constraint if exists no_such_guest");
        changeSchema("alter table if exists cafe.ordersraw_away rename to ordersraw");
        changeSchema("alter table cafe.ordersraw drop column if exists extra");
        changeSchema("alter role cafe_app set lock_timeout = '1s'");
    }

    static String numberOf(HttpResponse<String> queued) {
        assertThat(queued.statusCode()).isEqualTo(202);
        return json(queued).getString("number");
    }
}
