/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.platform.pool.server.WriterCheck;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server that runs, and takes no order. */
@Tag("own-server")
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
    void theCheckOfAPoolTellsTheWriterFromAStandbyAndFromOneDemotedInPlace() throws SQLException {
        try (Connection writer = client();
                Connection standby = client("cafe-west", lab.endpoint("east").port())) {
            writer.setAutoCommit(false);
            assertThat(checked(writer)).isEmpty();
            assertThat(openTransactions()).isZero();
            assertThat(writer.getNetworkTimeout()).as("as before").isEqualTo(SOCKET_TIMEOUT * 1_000);
            assertThat(checked(standby)).isEqualTo("25006");

            lab.readOnly();
            assertThat(checked(writer)).isEqualTo("25006");
        }
    }

    @Test
    void theCheckOfAPoolWaitsASecondForAFrozenServer() throws SQLException {
        try (Connection client = client()) {
            client.setNetworkTimeout(Runnable::run, 20_000);
            lab.freeze(lab.writer());
            try {
                long start = System.nanoTime();

                assertThat(checked(client)).isEqualTo("08006");

                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .isBetween(Duration.ofMillis(AT_ONCE), Duration.ofSeconds(4));
            } finally {
                lab.thaw();
            }
        }
    }

    /** Why it may not be handed out; "" if it may. The check has never seen it, and so asks the server. */
    private static String checked(Connection connection) {
        SQLException reason = new WriterCheck().isValidConnection(connection);
        return reason == null ? "" : reason.getSQLState();
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
