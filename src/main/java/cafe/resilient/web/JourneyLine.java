/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import cafe.resilient.platform.Journey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * A step of a journey as people read it.
 *
 * @param at when, for programs
 * @param time when, by the cafe's clock
 * @param tier in which part of the house
 * @param what happened
 * @param later how long after the step before; empty if at once
 */
public record JourneyLine(Instant at, String time, Journey.Tier tier, String what, String later) {

    /** Two steps so close together are told without the time between them. */
    private static final Duration UNTOLD_PAUSE = Duration.ofMillis(50);

    static List<JourneyLine> of(Journey journey, ZoneId zone) {
        DateTimeFormatter time = DateTimeFormatter.ofPattern(Texts.of("pattern.moment"), Texts.locale());
        List<JourneyLine> told = new ArrayList<>();
        Instant before = null;
        for (Journey.Step step : journey.steps()) {
            Duration waited = before == null ? Duration.ZERO : Duration.between(before, step.at());
            told.add(new JourneyLine(
                    step.at(),
                    time.format(step.at().atZone(zone)),
                    step.tier(),
                    Texts.of("journey." + step.event(), step.region()) + times(step),
                    words(waited)));
            before = step.at();
        }
        return told;
    }

    private static String times(Journey.Step step) {
        return step.times() == 1 ? "" : " " + Texts.of("journey.times", step.times());
    }

    private static String words(Duration waited) {
        if (waited.compareTo(UNTOLD_PAUSE) < 0) {
            return "";
        }
        if (waited.toMinutes() == 0) {
            return Texts.of("wait.seconds", waited.toMillis() / 1000.0);
        }
        return waited.toHours() == 0
                ? Texts.of("wait.minutes", waited.toMinutes(), waited.toSecondsPart())
                : Texts.of("wait.hours", waited.toHours(), waited.toMinutesPart());
    }
}
