/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** COMMITs that are lost or late on their way, and what is left of them. */
@Tag("own-server")
class LabCommitsIT extends LabFaults {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCommitWhoseReplyIsLostIsThere(boolean hang) throws SQLException {
        String order = number();
        try (Connection client = client()) {
            client.setAutoCommit(false);
            insert(client, order);
            lab.network().commitLost(1, hang);

            Failure failure = failure(client::commit);

            assertThat(failure.state()).isEqualTo("08006");
            assertThat(failure.millis() > AT_ONCE).isEqualTo(hang);
        }
        assertThat(present(order)).isTrue();
        place();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCommitThatIsLostLeavesItsLocksUntilTheServersPatienceEnds(boolean hang) throws SQLException {
        String order = number();
        try (Connection client = client()) {
            client.setAutoCommit(false);
            insert(client, order);
            lab.network().commitRequestLost(1, hang);

            Failure failure = failure(client::commit);

            assertThat(failure.state()).isEqualTo("08006");
            assertThat(failure.millis() > AT_ONCE).isEqualTo(hang);
        }
        assertThat(present(order)).isFalse();
        if (!hang) {
            // the client is back before the server has given up: lock_timeout
            assertThat(failure(() -> place(order)).state()).isEqualTo("55P03");
        }
        assertThat(eventually(() -> openTransactions() == 0)).isTrue();
        assertThat(present(order)).isFalse();
        place(order);
    }

    @Test
    void aCommitPreparedLongAgoIsCaughtToo() throws SQLException {
        String order = number();
        try (Connection client = client()) {
            client.setAutoCommit(false);
            for (int i = 0; i < 10; i++) {
                insert(client, number());
                client.commit();
            }
            insert(client, order);
            lab.network().commitRequestLost(1, false);

            assertThat(failure(client::commit).state()).isEqualTo("08006");
        }
        assertThat(eventually(() -> openTransactions() == 0)).isTrue();
        assertThat(present(order)).isFalse();
    }

    @Test
    void aTrapStrikesAsOftenAsItWasSetAndSparesTheWatch() throws SQLException {
        lab.network().commitLost(2, false);
        assertThat(endpoint("west")).endsWith(" commit-lost*2");

        try (Connection watch = client("cafe-west-watch")) {
            commit(watch, number());
        }
        for (int i = 0; i < 2; i++) {
            try (Connection client = client()) {
                assertThat(failure(() -> commit(client, number())).state()).isEqualTo("08006");
            }
        }

        try (Connection client = client()) {
            commit(client, number());
        }
    }

    @Test
    void aCommitThatIsRefusedDoesNotUseUpTheTrap() throws SQLException {
        String order = number();
        lab.network().commitLost(1, false);
        try (Connection client = client()) {
            client.setAutoCommit(false);
            assertThat(failure(() -> value(client, "select 1/0")).state()).isEqualTo("22012");
            client.commit();

            assertThat(failure(() -> commit(client, order)).state()).isEqualTo("08006");
        }
        assertThat(present(order)).isTrue();
    }

    @Test
    void aDelayedCommitArrivesLateThoughItsClientHasGone() throws SQLException {
        String order = number();
        try (Connection client = client()) {
            waitForAnyCommit(client);
            insert(client, order);
            lab.network().commitDelayed(1, Duration.ofSeconds(4));

            assertThat(failure(client::commit).millis()).isGreaterThan(AT_ONCE);
        }

        assertThat(present(order)).isFalse();
        assertThat(eventually(() -> present(order))).isTrue();
    }

    @Test
    void aCommitDelayedPastThePromotionLandsOnTheOldWriterAlone() throws Exception {
        String order = number();
        String old = lab.writer();
        try (Connection client = client()) {
            waitForAnyCommit(client);
            insert(client, order);
            lab.network().commitDelayed(1, Duration.ofSeconds(3));
            CompletableFuture<Failure> commit = CompletableFuture.supplyAsync(() -> failure(client::commit));

            lab.freezeAndPromote(Duration.ZERO);
            lab.thaw();

            assertThat(commit.get().state()).isEqualTo("08006");
        }
        assertThat(eventually(() -> waitsForItsStandby(old))).isTrue();
        value(old, "select pg_cancel_backend(pid) " + WAITING);
        assertThat(eventually(() -> on(old, order))).isTrue();
        assertThat(on(lab.writer(), order)).isFalse();
    }
}
