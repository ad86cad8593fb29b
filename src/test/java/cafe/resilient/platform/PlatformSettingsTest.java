/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Another application has no setting's name to be told of: the record names what is wrong. */
class PlatformSettingsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @CsvSource({
        "PT0.399S, PT0.2S, 1, PT1S, PT0.05S, budget must be from PT0.4S to PT12S",
        "PT12.001S, PT1S, 1, PT1S, PT0.05S, budget must be from PT0.4S to PT12S",
        "PT7S, PT0.199S, 1, PT1S, PT0.05S, reserve must be from PT0.2S to PT6S",
        "PT7S, PT3.501S, 1, PT1S, PT0.05S, budget must be at least twice the reserve of PT3.501S",
        "PT7S, PT1S, 0, PT1S, PT0.05S, maxWaiting must be a whole number from 1 on",
        "PT7S, PT1S, 1, PT0.099S, PT0.05S, watchInterval must be from PT0.1S to PT1H",
        "PT7S, PT1S, 1, PT1S, PT0.009S, alarmInterval must be from PT0.01S to PT1S",
        "PT7S, PT1S, 1, PT1S, PT1.001S, alarmInterval must be from PT0.01S to PT1S",
    })
    void whatIsOutOfRangeIsNamed(
            Duration budget, Duration reserve, int waiting, Duration watch, Duration alarm, String sentence) {
        assertThatThrownBy(() -> of(List.of("west"), budget, reserve, waiting, watch, alarm))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PlatformSettings." + sentence);
    }

    @Test
    void eachRegionIsNamedOnceAndOneAtLeast() {
        assertThatThrownBy(() -> of(List.of(), SECOND, SECOND.dividedBy(2), 1, SECOND, SECOND))
                .hasMessageContaining("PlatformSettings.regions must be names, each once");
        assertThatThrownBy(() -> of(List.of("west", "west"), SECOND, SECOND.dividedBy(2), 1, SECOND, SECOND))
                .hasMessageContaining("PlatformSettings.regions must be names, each once");
    }

    @Test
    void theLimitsThemselvesAreAllowed() {
        PlatformSettings least = of(
                List.of("west"),
                Duration.ofMillis(400),
                Duration.ofMillis(200),
                1,
                Duration.ofMillis(100),
                Duration.ofMillis(10));
        PlatformSettings most = of(
                List.of("west"),
                Duration.ofSeconds(12),
                Duration.ofSeconds(6),
                Integer.MAX_VALUE,
                Duration.ofHours(1),
                SECOND);

        assertThat(least.budget()).isLessThan(most.budget());
    }

    private static PlatformSettings of(
            List<String> regions, Duration budget, Duration reserve, int waiting, Duration watch, Duration alarm) {
        return new PlatformSettings(
                regions,
                "java:jboss/datasources/",
                budget,
                reserve,
                waiting,
                watch,
                alarm,
                "queue",
                List.of(QueueRegion.OF_ENVIRONMENT),
                true);
    }
}
