/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is to blame for each state that PostgreSQL can send: the table of its driver is appendix A of the manual. */
class SqlStateTest {

    private static final Map<String, Predicate<String>> BLAME = Map.of(
            "store", SqlState::isStores,
            "passes", SqlState::passes,
            "content", SqlState::isContents,
            "taken", SqlState::isTaken,
            "schema", SqlState::isSchemas);

    /** Appendix A of PostgreSQL 18, but for classes 00 to 02, which are no errors. What is in no line here is the schema's. */
    private static final Map<String, List<String>> EXPECTED = Map.of(
            "store",
                    List.of(
                            "08000 08003 08006 08001 08004 08007 08P01",
                            "25000 25001 25002 25008 25003 25004 25005 25006 25007 25P01 25P02 25P03 25P04",
                            "28000 28P01 3D000 40003",
                            "53000 53100 53200 53300 53400",
                            "57000 57P01 57P02 57P03 57P04 57P05",
                            "58000 58030 58P01 58P02 58P03 XX000 XX001 XX002 99999"),
            "passes", List.of("40000 40002 40001 40P01 55006 55P03 57014 0A000 26000"),
            "content", List.of("22001 22003 22007 22008 22021 22P02 22P03 22P05 23001 23503 23514"),
            "taken", List.of("23505 23P01"),
            "schema",
                    List.of(
                            "03000 09000 0B000 0F000 0F001 0L000 0LP01 0P000 0Z000 0Z002 20000 21000",
                            "22000 2202E 22012 22005 2200B 22022 22015 2201E 22014 22016 2201F 2201G 22018 2200D 22025",
                            "22010 22023 22013 2201B 2201W 2201X 2202H 2202G 22009 2200C 2200G 22004 22002 2200H 22026 22011",
                            "22027 22024 2200F 22P01 22P04 22P06 2200L 2200M 2200N 2200S 2200T 22030 22031 22032 22033 22034",
                            "22035 22036 22037 22038 22039 2203A 2203B 2203C 2203D 2203E 2203F 2203G",
                            "23000 23502 24000 27000 2B000 2BP01 2D000 2F000 2F005 2F002 2F003 2F004 34000",
                            "38000 38001 38002 38003 38004 39000 39001 39004 39P01 39P02 39P03 3B000 3B001 3F000 44000",
                            "42000 42601 42501 42846 42803 42P20 42P19 42830 42602 42622 42939 42804 42P18 42P21 42P22 42809",
                            "428C9 42703 42883 42P01 42P02 42704 42701 42P03 42P04 42723 42P05 42P06 42P07 42712 42710 42702",
                            "42725 42P08 42P09 42P10 42611 42P11 42P12 42P13 42P14 42P15 42P16 42P17",
                            "54000 54001 54011 54023 55000 55P02 55P04 72000 F0000 F0001 HV000 HV005 P0000 P0001 P0002 P0003 P0004"));

    static Stream<List<String>> statesAndBlame() {
        return EXPECTED.entrySet().stream()
                .flatMap(blame -> blame.getValue().stream()
                        .flatMap(line -> Stream.of(line.split(" ")))
                        .map(state -> List.of(state, blame.getKey())));
    }

    @ParameterizedTest
    @MethodSource("statesAndBlame")
    void eachStateHasOneToBlame(List<String> stateAndBlame) {
        String state = stateAndBlame.get(0);

        assertThat(BLAME.keySet().stream().filter(blame -> BLAME.get(blame).test(state)))
                .as(state)
                .containsExactly(stateAndBlame.get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZZ123", "22ZZZ", "23ZZZ", "P9999", "0"})
    void aStateThatNobodyKnowsRefusesNobody(String state) {
        assertThat(SqlState.isSchemas(state)).isTrue();
    }

    @Test
    void aPoolsOwnExceptionWithoutStateIsTheStores() {
        assertThat(SqlState.isStores(null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "58030", "XX000", "25006", "25P03", "25P04", "99999"})
    void whatEndsAConnectionIsTheStores(String state) {
        assertThat(SqlState.endsConnection(state)).isTrue();
        assertThat(SqlState.isStores(state)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "53100", "53300", "40001", "40P01", "55P03", "57014", "23505", "42P01", "0A000"})
    void whatOnlySaysNoLeavesTheConnection(String state) {
        assertThat(SqlState.endsConnection(state)).isFalse();
    }
}
