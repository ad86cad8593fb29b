/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStateTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "58030", "XX000", "25006", "25P03", "25P04"})
    void whatEndsAConnectionIsNeitherTheContentsFaultNorOurs(String state) {
        assertThat(SqlState.endsConnection(state)).isTrue();
        assertThat(SqlState.isContentsFault(state)).isFalse();
        assertThat(SqlState.isOurs(state)).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "08006", "25006", "25P03", "25P04", "28P01", "3D000", "40001", "40P01", "53100", "53300", "55P03",
                "57014", "57P01", "58030", "XX000", "99999", "23505"
            })
    void whatPassesOrEndsAConnectionIsTheStoresFault(String state) {
        assertThat(SqlState.isStoresFault(state)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "42P01", "P0001", "44000", "54000", "0A000", ""})
    void whatIsNotKnownToBeTheStoresFaultIsNot(String state) {
        assertThat(SqlState.isStoresFault(state)).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "53100", "53300", "40001", "40P01", "55P03", "57014", "23505"})
    void whatPassesLeavesTheConnection(String state) {
        assertThat(SqlState.endsConnection(state)).isFalse();
        assertThat(SqlState.isContentsFault(state)).isFalse();
        assertThat(SqlState.isOurs(state)).isFalse();
    }
}
