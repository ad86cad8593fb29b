/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BugsTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void eachKindIsToldOnceAMinute() {
        assertThat(Bugs.isNews("one", 0)).isTrue();
        assertThat(Bugs.isNews("one", SECOND)).isFalse();
        assertThat(Bugs.isNews("two", SECOND)).isTrue();
        assertThat(Bugs.isNews("one", 59 * SECOND)).isFalse();
        assertThat(Bugs.isNews("one", 60 * SECOND)).isTrue();
        assertThat(Bugs.isNews("one", 61 * SECOND)).isFalse();
    }
}
