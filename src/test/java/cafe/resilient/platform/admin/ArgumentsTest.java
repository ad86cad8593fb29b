/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    @ParameterizedTest
    @CsvSource({"500ms,500", "3s,3000", "2m,120000", "0,0"})
    void timesHaveAUnit(String text, long millis) {
        Arguments arguments = new Arguments("zone-failover", List.of("--after", text));

        assertThat(arguments.time("--after")).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "-3s", "3h", "s", "99999999s"})
    void anythingElseIsNoTime(String text) {
        Arguments arguments = new Arguments("zone-failover", List.of("--after", text));

        assertThatThrownBy(() -> arguments.time("--after"))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining(text);
    }

    @Test
    void anOptionsValueIsNotTakenForANode() {
        Arguments arguments = new Arguments("freeze", List.of("--promote-after", "2s", "west-a"));

        assertThat(arguments.time("--promote-after")).contains(Duration.ofSeconds(2));
        assertThat(arguments.word()).contains("west-a");
        arguments.nothingLeft();
    }

    @Test
    void whatNobodyTookIsNamed() {
        Arguments arguments = new Arguments("thaw", List.of("--lag"));

        assertThatThrownBy(arguments::nothingLeft)
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("--lag");
    }

    @Test
    void anOptionWithoutItsValueIsSaidSo() {
        Arguments arguments = new Arguments("zone-failover", List.of("--after"));

        assertThatThrownBy(() -> arguments.time("--after")).isInstanceOf(AdminException.class);
    }
}
