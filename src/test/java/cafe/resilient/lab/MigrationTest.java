/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MigrationTest {
    private static final Map<String, String> PASSWORD = Map.of("CAFE_OWNER_PASSWORD", "secret");
    private static final String NOBODY_THERE = "jdbc:postgresql://127.0.0.1:1/cafedb?password=secret";

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> Migration.run(List.of(), PASSWORD)).hasMessageContaining("--url");
        assertThatThrownBy(() -> Migration.run(List.of("--url", NOBODY_THERE), PASSWORD))
                .hasMessageContaining("--user");
        assertThatThrownBy(() -> Migration.run(List.of("--url", NOBODY_THERE, "--user", "cafe_owner"), Map.of()))
                .hasMessageContaining("CAFE_OWNER_PASSWORD");
        assertThatThrownBy(() -> Migration.run(
                        List.of("--url", NOBODY_THERE, "--user", "cafe_owner", "--from", "src"), PASSWORD))
                .hasMessageContaining("--schema NAME");
        assertThatThrownBy(() -> Migration.run(
                        List.of("--url", NOBODY_THERE, "--user", "cafe_owner", "--from", "no-such", "--schema", "s"),
                        PASSWORD))
                .hasMessageContaining("no folder no-such");
    }

    @Test
    void anUnreachableHostIsOneSentenceWithoutThePassword() {
        assertThatThrownBy(() -> Migration.run(List.of("--url", NOBODY_THERE, "--user", "cafe_owner"), PASSWORD))
                .isInstanceOf(LabException.class)
                .hasMessageStartingWith("Cannot reach jdbc:postgresql://127.0.0.1:1/cafedb")
                .hasMessageNotContaining("secret");
    }

    @Test
    void anotherKindOfDatabaseIsRefused() {
        assertThatThrownBy(() -> Migration.run(List.of("--url", "jdbc:h2:mem:x", "--user", "u"), PASSWORD))
                .hasMessageContaining("jdbc:postgresql:");
    }
}
