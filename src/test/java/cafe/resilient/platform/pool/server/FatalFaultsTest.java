/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.pool.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

class FatalFaultsTest {

    private final FatalFaults faults = new FatalFaults();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08000", "08001", "08003", "08006", "08P01", "57P01", "57P02", "57P03", "57P05", "58000", "58030",
                "58P01", "XX000", "XX001", "25006", "25P03", "25P04", "99999", "0A000", "26000"
            })
    void a_connection_the_server_gave_up_is_thrown_away(String state) {
        assertThat(faults.isExceptionFatal(fromServer(state))).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "22001", "23505", "25001", "25P02", "40001", "40P01", "42P01", "53100", "53200", "53300", "55P03",
                "57014"
            })
    void a_connection_that_only_said_no_is_kept(String state) {
        assertThat(faults.isExceptionFatal(fromServer(state))).isFalse();
    }

    @Test
    void a_time_out_on_the_socket_is_fatal() {
        var fault = new PSQLException(
                "An I/O error occurred while sending to the backend.",
                PSQLState.CONNECTION_FAILURE,
                new SocketTimeoutException("Read timed out"));

        assertThat(faults.isExceptionFatal(fault)).isTrue();
    }

    @Test
    void the_reason_is_found_behind_a_batch() {
        var batch = new BatchUpdateException("Batch entry 0 was aborted", null, 0, new int[0], null);
        batch.setNextException(fromServer("57P01"));

        assertThat(faults.isExceptionFatal(batch)).isTrue();
    }

    @Test
    void the_reason_is_found_behind_a_wrapper() {
        var wrapper = new SQLException("could not execute", new IllegalStateException(fromServer("25006")));

        assertThat(faults.isExceptionFatal(wrapper)).isTrue();
    }

    /** As pgjdbc builds it from an ErrorResponse: fields, each a letter and a text, ended by zero bytes. */
    private static PSQLException fromServer(String state) {
        return new PSQLException(new ServerErrorMessage(
                "SFATAL\0" + (state == null ? "" : "C" + state + "\0") + "Mas the server says\0"));
    }
}
