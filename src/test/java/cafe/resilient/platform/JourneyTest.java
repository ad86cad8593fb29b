/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.platform.Journey.Event;
import jakarta.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JourneyTest {

    private static final Instant START = Instant.parse("2027-03-01T18:30:00Z");

    private static final Instant START_OF_OLD = Instant.parse("2026-11-20T18:30:00Z");

    @Test
    void comesBackFromJsonAsItWas() {
        Journey journey = Journey.begun(Instant.parse("2027-03-01T18:30:00.123456Z"))
                .then(Instant.parse("2027-03-01T18:30:01Z"), Event.ENTERED, "west");

        assertThat(Journey.parse(journey.toJson().toString())).isEqualTo(journey);
    }

    @ParameterizedTest
    @CsvSource({
        "APPLICATION, received, RECEIVED, ''",
        "BACKEND, entered in region west, ENTERED, west",
        "BACKEND, no answer from region east, NOT_ANSWERED, east",
        "BACKEND, not taken by region west-a, NOT_TAKEN, west-a",
        "QUEUE, kept in the queue, QUEUED, ''",
        "QUEUE, taken out of the queue, DEQUEUED, ''"
    })
    void whatWasWrittenInWordsAloneIsStillRead(String tier, String what, Event event, String region) {
        String old =
                "[{\"at\":\"2026-11-20T18:30:00Z\",\"tier\":\"%s\",\"what\":\"%s\",\"times\":3}]".formatted(tier, what);

        Journey journey = Journey.parse(old);

        assertThat(journey.steps()).containsExactly(new Journey.Step(START_OF_OLD, event, region, 3));
        JsonObject written = journey.toJson().getJsonObject(0);
        assertThat(written.getString("tier") + ", " + written.getString("what"))
                .as("earlier versions read it, too")
                .isEqualTo(tier + ", " + what);
    }

    @Test
    void aStepThatOnlyALaterVersionKnowsIsLeftOut() {
        Journey journey = Journey.parse(
                "[{\"at\":\"2026-11-20T18:30:00Z\",\"tier\":\"QUEUE\",\"event\":\"FOLDED\"},"
                        + "{\"at\":\"2026-11-20T18:30:00Z\",\"tier\":\"QUEUE\",\"what\":\"kept in the queue\",\"event\":\"QUEUED\"}]");

        assertThat(journey.steps()).containsExactly(new Journey.Step(START_OF_OLD, Event.QUEUED, "", 1));
    }

    @Test
    void stepsThatRepeatAreCountedAndTheLastOnesStand() {
        Journey journey = Journey.begun(START);
        for (int i = 0; i < 40; i++) {
            journey = journey.then(START.plusSeconds(i), Event.ENTERED, "west")
                    .then(START.plusSeconds(i), Event.NOT_TAKEN, "west");
        }
        journey = journey.then(START.plusSeconds(41), Event.ENTERED, "west");

        assertThat(journey.steps())
                .containsExactly(
                        new Journey.Step(START, Event.RECEIVED, "", 1),
                        new Journey.Step(START, Event.ENTERED, "west", 40),
                        new Journey.Step(START.plusSeconds(39), Event.NOT_TAKEN, "west", 1),
                        new Journey.Step(START.plusSeconds(41), Event.ENTERED, "west", 1));
        assertThat(Journey.parse(journey.toJson().toString())).isEqualTo(journey);
    }

    @Test
    void whateverACommandMeetsItsJourneyIsBoundedAndKeepsItsBeginningAndEnd() {
        Journey journey = Journey.begun(START);
        for (int i = 0; i < 1_000; i++) {
            journey = journey.then(START, Event.ENTERED, "region-" + i);
        }

        assertThat(journey.steps()).hasSize(Journey.MOST_STEPS);
        assertThat(journey.steps().get(0).event()).isEqualTo(Event.RECEIVED);
        assertThat(journey.steps().get(Journey.MOST_STEPS - 1).region()).isEqualTo("region-999");
    }
}
