/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import cafe.resilient.chaos.Band.Track;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The faults over time: a lane a track, and in it as many rows as their names need. */
final class Lanes {

    private static final int ROW = 17;
    private static final double LETTER = 6.1;

    private final Svg svg;

    Lanes(Svg svg) {
        this.svg = svg;
    }

    /** Answers where the next panel may begin. */
    double draw(List<Band> faults, double top) {
        double y = top;
        for (Track track : Track.values()) {
            List<Band> own = faults.stream()
                    .filter(fault -> fault.track() == track && fault.happened())
                    .sorted(Comparator.comparing(Band::from))
                    .toList();
            if (!own.isEmpty()) {
                svg.label(y, title(track));
                y = lane(own, y) + 8;
                svg.across(y - 4, "grid");
            }
        }
        return y;
    }

    private double lane(List<Band> faults, double top) {
        List<Double> taken = new ArrayList<>(); // up to where each row is
        for (Band fault : faults) {
            double x = svg.x(fault.from());
            double width = Math.max(3, svg.x(fault.to()) - x);
            double letters = shortened(fault.name()).length() * LETTER;
            boolean fits = letters + 8 < width;
            double until = x + (fits ? width : width + 4 + letters);
            // at the right edge a name stands before its band
            boolean before = !fits && until > Svg.WIDTH - Svg.RIGHT;
            double from = before ? x - letters - 6 : x;
            int row = row(taken, from);
            double y = top + row * ROW;
            taken.set(row, (before ? x + width : until) + 6);
            svg.rectangle(x, y, width, ROW - 3, "fault " + kind(fault), told(fault));
            double name = fits ? x + 4 : before ? from : x + width + 4;
            svg.text(name, y + 11, "name" + (fits ? " inside" : ""), shortened(fault.name()));
        }
        return top + taken.size() * ROW;
    }

    private static int row(List<Double> taken, double from) {
        int row = 0;
        while (row < taken.size() && taken.get(row) > from) {
            row++;
        }
        if (row == taken.size()) {
            taken.add(0.0);
        }
        return row;
    }

    static String title(Track track) {
        return track.name().charAt(0) + track.name().substring(1).toLowerCase(Locale.ROOT);
    }

    static String kind(Band fault) {
        return fault.track().name().toLowerCase(Locale.ROOT);
    }

    /** Without its options' names. */
    private static String shortened(String name) {
        return name.replaceAll(" --after 0ms| --times 1$", "")
                .replaceAll(" --(?=to-|reset|evict|hang)", " ")
                .replaceAll(" --promote-after", ", promote after")
                .replaceAll(" --times ", " \u00d7")
                .replaceAll(" --", " ");
    }

    private static String told(Band fault) {
        return "%s, %.1f s to %.1f s%s"
                .formatted(
                        fault.name(),
                        fault.from() / 1e6,
                        fault.to() / 1e6,
                        fault.said().isEmpty() ? "" : ": " + fault.said());
    }
}
