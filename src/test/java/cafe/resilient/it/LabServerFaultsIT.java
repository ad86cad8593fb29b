/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A server that runs, and takes no order. */
class LabServerFaultsIT extends LabFaults {

    @Test
    void aWriterDemotedInPlaceKeepsItsConnectionsAndRefusesToWrite() throws SQLException {
        try (Connection client = client()) {
            insert(client, number());
            lab.readOnly();
            assertThat(node(lab.writer())).endsWith(" read-only");

            assertThat(failure(() -> insert(client, number())).state()).isEqualTo("25006");
            assertThat(failure(LabFaults::place).state()).isEqualTo("25006");
            assertThat(value(client, "select 'here'")).isEqualTo("here");

            lab.writable();
            insert(client, number());
        }
        assertThat(node(lab.writer())).doesNotContain("read-only");
    }

    @Test
    void aFullDiskRefusesOrdersMessagesAndTheHeartbeat() throws SQLException {
        try (Connection client = client()) {
            lab.diskFull();
            assertThat(node(lab.writer())).endsWith(" disk-full");

            assertThat(failure(() -> insert(client, number())).state()).isEqualTo("53100");
            assertThat(failure(() -> run(client, "update heartbeat set at = now()"))
                            .state())
                    .isEqualTo("53100");
            assertThat(failure(() -> run(client, "insert into messages(number) values ('1')"))
                            .state())
                    .isEqualTo("53100");

            lab.diskFree();
            insert(client, number());
            run(client, "update heartbeat set at = now()");
        }
    }

    @Test
    void aDemotedWriterWithAFullDiskCanStillBeSucceeded() throws SQLException {
        lab.readOnly();
        lab.diskFull();
        assertThat(lab.zoneFailover(Duration.ZERO)).isPositive();
        place();

        lab.readOnly();
        assertThat(lab.loseRegion(false)).isPositive();
        assertThat(stateOfAnInsert(lab.endpoint("east").port())).isEmpty();
    }

    @Test
    void noConnectionIsLeftButForSuperusers() throws SQLException {
        try (Connection client = client()) {
            insert(client, number());
            lab.fillConnections(true);
            assertThat(node(lab.writer())).endsWith(" fill-connections");

            assertThat(failure(() -> insert(client, number())).state()).isEqualTo("57P01");
            assertThat(failure(() -> client().close()).state()).isEqualTo("53300");
            assertThat(value(lab.writer(), "select 'superuser'")).isEqualTo("superuser");
        }
        lab.freeConnections();
        place();
    }
}
