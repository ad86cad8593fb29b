/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BugLogTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void eachKindIsToldOnceAMinute() {
        assertThat(BugLog.isNews("one", 0)).isTrue();
        assertThat(BugLog.isNews("one", SECOND)).isFalse();
        assertThat(BugLog.isNews("two", SECOND)).isTrue();
        assertThat(BugLog.isNews("one", 59 * SECOND)).isFalse();
        assertThat(BugLog.isNews("one", 60 * SECOND)).isTrue();
        assertThat(BugLog.isNews("one", 61 * SECOND)).isFalse();
    }
}
