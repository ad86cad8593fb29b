/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownFaultsTest {

    private final KnownFaults faults = new KnownFaults();

    @Test
    void eachIsToldOnceAndAgainWhenItsCauseChanges() {
        assertThat(faults.seen("region west", "SQLState 28P01")).isTrue();
        assertThat(faults.seen("region west", "SQLState 28P01")).isFalse();
        assertThat(faults.seen("region east", "SQLState 28P01")).isTrue();
        assertThat(faults.seen("region west", "SQLState 42P01")).isTrue();
        assertThat(faults.now())
                .containsOnly(
                        java.util.Map.entry("region east", "SQLState 28P01"),
                        java.util.Map.entry("region west", "SQLState 42P01"));
    }

    @Test
    void whatFlickersFillsNoLogAndIsKnownAllTheSame() {
        faults.seen("region west", "SQLState 28P01");

        assertThat(faults.gone("region west")).isTrue();
        assertThat(faults.gone("region west")).isFalse();
        assertThat(faults.now()).isEmpty();
        assertThat(faults.seen("region west", "SQLState 28P01")).isFalse();
        assertThat(faults.now()).containsKey("region west");
        assertThat(faults.gone("region west"))
                .as("nobody was told that it had come back")
                .isFalse();
    }
}
