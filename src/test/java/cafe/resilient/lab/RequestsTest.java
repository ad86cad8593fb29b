/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {
    private final Requests requests = new Requests();

    private Optional<Requests.Request> add(char type, String... texts) {
        return requests.add(new Message(type, MessagesTest.message(type, texts)));
    }

    /** Executes a prepared statement, as a driver does. */
    private Requests.Request execute(String statement) {
        assertThat(add('B', "", statement)).isEmpty();
        assertThat(add('E', "")).isEmpty();
        return add('S').orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMMIT", "commit", " Commit ;", "end", "COMMIT WORK", "commit transaction"})
    void aSimpleCommitIsOne(String sql) {
        assertThat(add('Q', sql).orElseThrow().commits()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROLLBACK", "BEGIN", "insert into t values ('COMMIT')", "commit prepared 'x'", "committed"})
    void whatOnlyLooksLikeOneIsNone(String sql) {
        assertThat(add('Q', sql).orElseThrow().commits()).isFalse();
    }

    @Test
    void aCommitInThreeMessagesIsOneRequestThatCommits() {
        assertThat(add('P', "", "COMMIT")).isEmpty();

        Requests.Request request = execute("");

        assertThat(request.commits()).isTrue();
        assertThat(request.bytes()).startsWith(MessagesTest.message('P', "", "COMMIT"));
        assertThat(request.bytes()).endsWith(MessagesTest.message('S'));
    }

    @Test
    void aCommitPreparedBeforeIsKnownByItsName() {
        add('P', "S_1", "COMMIT");
        assertThat(execute("S_1").commits()).isTrue();
        add('P', "S_2", "insert into t values (1)");

        assertThat(List.of(
                        execute("S_1").commits(),
                        execute("S_2").commits(),
                        execute("S_1").commits()))
                .containsExactly(true, false, true);
    }

    @Test
    void aNameGivenToAnotherStatementIsNoCommitAnyMore() {
        add('P', "S_1", "COMMIT");
        execute("S_1");
        add('P', "S_1", "select 1");

        assertThat(execute("S_1").commits()).isFalse();
    }

    @Test
    void aCommitThatIsOnlyPreparedDoesNotCommit() {
        add('P', "S_1", "COMMIT");

        assertThat(add('S').orElseThrow().commits()).isFalse();
    }
}
