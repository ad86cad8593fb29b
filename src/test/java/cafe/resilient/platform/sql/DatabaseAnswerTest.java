/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseAnswerTest {

    @ParameterizedTest
    @CsvSource({
        "cafe.ordersraw, cafe.ordersraw, false",
        "cafe.heartbeat, cafe.ordersraw, true",
        "other.ordersraw, cafe.ordersraw, true",
        "cafe.ratings, ratings, false",
        "cafe.menu, ratings, true",
        "'', cafe.ordersraw, false"
    })
    void anEntityWithoutASchemaHasItsTableToo(String named, String own, boolean other) {
        DatabaseAnswer answer = new DatabaseAnswer("23505", named, "", "", false);

        assertThat(answer.isOfOtherTable(own)).isEqualTo(other);
    }
}
