/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStateTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "58030", "XX000", "25006", "25P03", "25P04"})
    void what_ends_a_connection_is_the_stores_fault(String state) {
        assertThat(SqlState.endsConnection(state)).isTrue();
        assertThat(SqlState.isStoresFault(state)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"53100", "53300", "40001", "40P01", "55P03", "57014"})
    void what_passes_is_the_stores_fault_and_leaves_the_connection(String state) {
        assertThat(SqlState.endsConnection(state)).isFalse();
        assertThat(SqlState.isStoresFault(state)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "22001", "23505", "42P01", "25P02"})
    void the_rest_is_not(String state) {
        assertThat(SqlState.endsConnection(state)).isFalse();
        assertThat(SqlState.isStoresFault(state)).isFalse();
    }
}
