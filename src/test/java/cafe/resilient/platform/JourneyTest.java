/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class JourneyTest {

    private static final Instant START = Instant.parse("2027-03-01T18:30:00Z");

    private static final Instant START_OF_OLD = Instant.parse("2026-11-20T18:30:00Z");

    @Test
    void comesBackFromJsonAsItWas() {
        Journey journey = Journey.begun(Instant.parse("2027-03-01T18:30:00.123456Z"))
                .then(Instant.parse("2027-03-01T18:30:01Z"), Journey.Tier.BACKEND, "entered in region west");

        assertThat(Journey.parse(journey.toJson().toString())).isEqualTo(journey);
    }

    @Test
    void whatWasWrittenBeforeIsStillRead() {
        Journey journey =
                Journey.parse("[{\"at\":\"2026-11-20T18:30:00Z\",\"tier\":\"QUEUE\",\"what\":\"kept in the queue\"}]");

        assertThat(journey.steps())
                .containsExactly(new Journey.Step(START_OF_OLD, Journey.Tier.QUEUE, "kept in the queue", 1));
    }

    @Test
    void stepsThatRepeatAreCountedAndTheLastOnesStand() {
        Journey journey = Journey.begun(START);
        for (int i = 0; i < 40; i++) {
            journey = journey.then(START.plusSeconds(i), Journey.Tier.BACKEND, "entered in region west")
                    .then(START.plusSeconds(i), Journey.Tier.BACKEND, "not taken by region west");
        }
        journey = journey.then(START.plusSeconds(41), Journey.Tier.BACKEND, "entered in region west");

        assertThat(journey.steps())
                .containsExactly(
                        new Journey.Step(START, Journey.Tier.APPLICATION, "received", 1),
                        new Journey.Step(START, Journey.Tier.BACKEND, "entered in region west", 40),
                        new Journey.Step(START.plusSeconds(39), Journey.Tier.BACKEND, "not taken by region west", 1),
                        new Journey.Step(START.plusSeconds(41), Journey.Tier.BACKEND, "entered in region west", 1));
        assertThat(Journey.parse(journey.toJson().toString())).isEqualTo(journey);
    }

    @Test
    void whateverACommandMeetsItsJourneyIsBoundedAndKeepsItsBeginningAndEnd() {
        Journey journey = Journey.begun(START);
        for (int i = 0; i < 1_000; i++) {
            journey = journey.then(START, Journey.Tier.BACKEND, "step " + i);
        }

        assertThat(journey.steps()).hasSize(Journey.MOST);
        assertThat(journey.steps().get(0).what()).isEqualTo("received");
        assertThat(journey.steps().get(Journey.MOST - 1).what()).isEqualTo("step 999");
    }
}
