/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.admin;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MigrationTest {
    private static final Map<String, String> PASSWORD = Map.of("CAFE_OWNER_PASSWORD", "secret");
    private static final String NOBODY_THERE = "jdbc:postgresql://127.0.0.1:1/cafedb?password=secret";

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> migrate(PASSWORD)).hasMessageContaining("--url");
        assertThatThrownBy(() -> migrate(PASSWORD, "--url", NOBODY_THERE)).hasMessageContaining("--user");
        assertThatThrownBy(() -> migrate(Map.of(), "--url", NOBODY_THERE, "--user", "cafe_owner"))
                .hasMessageContaining("CAFE_OWNER_PASSWORD");
        assertThatThrownBy(() -> migrate(PASSWORD, "--url", NOBODY_THERE, "--user", "cafe_owner", "--from", "src"))
                .hasMessageContaining("--schema NAME");
        assertThatThrownBy(() -> migrate(
                        PASSWORD, "--url", NOBODY_THERE, "--user", "cafe_owner", "--from", "no-such", "--schema", "s"))
                .hasMessageContaining("no folder no-such");
    }

    @Test
    void anUnreachableHostIsOneSentenceWithoutThePassword() {
        assertThatThrownBy(() -> migrate(PASSWORD, "--url", NOBODY_THERE, "--user", "cafe_owner"))
                .isInstanceOf(AdminException.class)
                .hasMessageStartingWith("Cannot reach jdbc:postgresql://127.0.0.1:1/cafedb")
                .hasMessageNotContaining("secret");
    }

    @Test
    void anotherKindOfDatabaseIsRefused() {
        assertThatThrownBy(() -> migrate(PASSWORD, "--url", "jdbc:h2:mem:x", "--user", "u"))
                .hasMessageContaining("jdbc:postgresql:");
    }

    private static String migrate(Map<String, String> environment, String... words) {
        return Migration.run(new Arguments("migrate", List.of(words)), environment);
    }
}
