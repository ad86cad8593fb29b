/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import cafe.resilient.chaos.Band.Touch;
import cafe.resilient.chaos.Band.Track;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A fault as planned, in the words of scripts/drill and some of our own (see {@link Director}).
 *
 * @param at not before that time after the run began, and not before the one before it on its track has ended
 * @param begin what makes it
 * @param lasting how long after that it is healed
 * @param end what heals it, in this order
 * @param sticky whether it touches what it touches until it is healed; else it is over when the lab has made it
 */
record Fault(
        Track track,
        Duration at,
        String begin,
        Duration lasting,
        List<String> end,
        Set<Touch> touches,
        boolean sticky) {

    /** Over when the lab has made it: afterwards only what is missing is brought back. */
    static Fault passing(Track track, double at, String begin, double lasting, Set<Touch> touches, String... end) {
        return new Fault(track, seconds(at), begin, seconds(lasting), List.of(end), touches, false);
    }

    /** There until it is healed. */
    static Fault lasting(Track track, double at, String begin, double lasting, Set<Touch> touches, String... end) {
        return new Fault(track, seconds(at), begin, seconds(lasting), List.of(end), touches, true);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }

    /** Whether a word of what heals it takes the writer away once more. */
    static boolean disturbs(String words) {
        return words.startsWith("switchover") || words.startsWith("restore");
    }

    @Override
    public String toString() {
        String healed = end.isEmpty() ? "" : end.stream().collect(Collectors.joining(", ", " then ", ""));
        return "%6.1f s  %-8s  %s, after %.1f s%s"
                .formatted(at.toMillis() / 1e3, track.name().toLowerCase(), begin, lasting.toMillis() / 1e3, healed);
    }
}
