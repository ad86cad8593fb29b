/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminToolTest {

    private final List<String> said = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"check", "roles", "migrate", "create-tables", "queue"})
    void eachCommandIsNamedAndExplained(String command) {
        AdminTool.run(List.of(), Map.of(), said::add);
        AdminTool.run(List.of(command, "--help"), Map.of(), said::add);

        assertThat(said.get(0)).contains(command);
        assertThat(said.get(1)).contains("Usage: " + command);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dance | no command 'dance'",
                "queue --regions eu-west-1 | Say what",
                "queue dance --regions eu-west-1 | no command 'dance'",
                "queue retry --regions eu-west-1 | Say which",
                "queue status --regions eu-west-1 --table ? | no table's name",
                "queue status --regions eu-west-1 more | does not take 'more'",
                "create-tables | Give --regions",
                "create-tables --regions eu-west-1,local=http://127.0.0.1:1 | Give every region an endpoint",
                "check | Say what to check",
                "check --url jdbc:h2:mem:x | must begin with jdbc:postgresql:",
                "check --url jdbc:postgresql://127.0.0.1:1/x | CAFE_APP_PASSWORD",
            })
    void whatIsWrongIsOneSentence(String words, String sentence) {
        assertThatThrownBy(() -> AdminTool.run(List.of(words.split(" ")), Map.of(), said::add))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void theRolesAreInTheJar() {
        AdminTool.run(List.of("roles"), Map.of(), said::add);

        assertThat(said).singleElement().asString().contains("create role cafe_app", "lock_timeout");
    }

    @Test
    void whatDoesNotAnswerIsWrongAndCounted() {
        List<String> words = List.of(
                "check", "--url", "jdbc:postgresql://127.0.0.1:1/x", "--regions", "local=http://127.0.0.1:1", "--json");

        assertThatThrownBy(() -> AdminTool.run(words, Map.of("CAFE_APP_PASSWORD", "secret"), said::add))
                .hasMessage("4 of 4 things are not as they should be.");
        assertThat(said)
                .hasSize(4)
                .allMatch(line -> line.startsWith("{") && line.contains("\"ok\":false"))
                .noneMatch(line -> line.contains("secret"));
    }
}
