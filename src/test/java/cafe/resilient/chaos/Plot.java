/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The run at a glance: faults, the wait of every request, what was told per second, the queue, the writer. */
final class Plot {

    /** What customers were told, as drawn. */
    enum Colour {
        CONFIRMED("confirmed", "#00805e", "round"),
        ALREADY_PLACED("already placed", "#0072b2", "round"),
        QUEUED("queued", "#d98e00", "round"),
        NOT_TAKEN("not taken, or unknown", "#c0392b", "square"),
        NOTHING("no answer", "#555555", "square");

        final String meaning;
        final String colour;
        final String cap;

        Colour(String meaning, String colour, String cap) {
            this.meaning = meaning;
            this.colour = colour;
            this.cap = cap;
        }

        static Colour of(Try one) {
            return switch (one.told()) {
                case CONFIRMED, TAKEN -> CONFIRMED;
                case ALREADY_PLACED -> ALREADY_PLACED;
                case QUEUED -> QUEUED;
                case NOT_TAKEN, UNKNOWN, REFUSED, FAILED, FOUND, NOT_FOUND, NOT_NOW -> NOT_TAKEN;
                case NOTHING -> NOTHING;
            };
        }
    }

    private static final int WAITS = 270;
    private static final int TOLD = 80;
    private static final int QUEUE = 70;
    private static final double LONGEST = 8_000_000;

    private final History history;
    private final Svg svg;

    private Plot(History history) {
        this.history = history;
        long end = history.tries().stream()
                .mapToLong(one -> one.answer().at())
                .max()
                .orElse(1);
        svg = new Svg(history.samples().stream().mapToLong(Sample::at).reduce(end, Math::max));
    }

    static String of(History history) {
        List<Try> commands = history.tries().stream()
                .filter(one -> one.kind() != Try.Kind.LOOKUP)
                .toList();
        return new Plot(new History(history.began(), commands, history.faults(), history.samples(), history.usages()))
                .draw();
    }

    private String draw() {
        double waits = new Lanes(svg).draw(history.faults(), 8) + 30;
        double told = waits + WAITS + 26;
        double queue = told + TOLD + 22;
        double writer = queue + QUEUE + 18;
        double axis = writer + 26;
        shade(waits, axis);
        time(waits, axis);
        legend(waits - 14);
        waits(waits);
        told(told);
        queue(queue);
        writer(writer);
        return svg.picture(
                axis + 34,
                "Faults, waits, answers, queue and writer over time",
                "Above, the faults as bands. Below them every request as a dot at the time it was sent, as high as it waited;"
                        + " then answers per second, the length of the queue, and the node that was the writer.");
    }

    /** When a fault was on that takes a database away, through all panels. */
    private void shade(double top, double bottom) {
        history.faults().stream()
                .filter(fault -> fault.happened() && !fault.touches().isEmpty())
                .forEach(fault -> svg.rectangle(
                        svg.x(fault.from()),
                        top,
                        svg.x(fault.to()) - svg.x(fault.from()),
                        bottom - top,
                        "shade " + Lanes.kind(fault),
                        fault.name()));
    }

    private void time(double top, double bottom) {
        double step = svg.end() > 400e6 ? 60e6 : svg.end() > 120e6 ? 20e6 : svg.end() > 40e6 ? 10e6 : 5e6;
        for (double at = 0; at <= svg.end(); at += step) {
            svg.line(svg.x(at), top, svg.x(at), bottom, "grid");
            svg.text(svg.x(at), bottom + 16, "tick middle", "%.0f s".formatted(at / 1e6));
        }
    }

    private void legend(double y) {
        double x = Svg.LEFT;
        Map<Colour, Long> counts =
                history.tries().stream().collect(Collectors.groupingBy(Colour::of, Collectors.counting()));
        for (Colour colour : Colour.values()) {
            String text = "%s (%,d)".formatted(colour.meaning, counts.getOrDefault(colour, 0L));
            svg.add(
                    "<path d='M%s %sh0' stroke='%s' stroke-width='9' stroke-linecap='%s'/>",
                    Svg.at(x + 5), Svg.at(y - 4), colour.colour, colour.cap);
            svg.text(x + 15, y, "legend", text);
            x += 34 + text.length() * 6.6;
        }
    }

    private void waits(double top) {
        double bottom = top + WAITS;
        svg.label(top, "Wait");
        for (int seconds = 0; seconds <= 8; seconds += 2) {
            double y = bottom - WAITS * seconds * 1e6 / LONGEST;
            svg.across(y, "grid").text(Svg.LEFT - 6, y + 4, "tick end", seconds + " s");
        }
        double deadline = bottom - WAITS * 7e6 / LONGEST;
        svg.across(deadline, "deadline").text(Svg.WIDTH - Svg.RIGHT - 4, deadline - 4, "tick end", "deadline, 7 s");
        for (Colour colour : Colour.values()) {
            String dots = history.tries().stream()
                    .filter(one -> Colour.of(one) == colour)
                    .map(one -> "M" + Svg.at(svg.x(one.sent())) + " "
                            + Svg.at(bottom - WAITS * Math.min(one.waited(), LONGEST) / LONGEST) + "h0")
                    .collect(Collectors.joining());
            svg.add(
                    "<path d='%s' stroke='%s' stroke-width='%s' stroke-linecap='%s' stroke-opacity='.75'/>",
                    dots, colour.colour, colour == Colour.CONFIRMED ? "3.6" : "5", colour.cap);
        }
    }

    /** Stacked, by the second they were answered in. */
    private void told(double top) {
        int seconds = (int) (svg.end() / 1e6) + 1;
        Map<Colour, int[]> counts = new LinkedHashMap<>();
        List.of(Colour.values()).forEach(colour -> counts.put(colour, new int[seconds]));
        history.tries()
                .forEach(one -> counts.get(Colour.of(one))[(int) (one.answer().at() / 1_000_000)]++);
        int[] sums = new int[seconds];
        counts.values().forEach(each -> {
            for (int i = 0; i < seconds; i++) {
                sums[i] += each[i];
            }
        });
        int most = scale(top, TOLD, "Answers", IntStream.of(sums).max().orElse(1));
        double[] y = new double[seconds];
        counts.forEach((colour, each) -> {
            StringBuilder bars = new StringBuilder();
            for (int i = 0; i < seconds; i++) {
                double height = TOLD * (double) each[i] / most;
                if (height > 0) {
                    y[i] += height;
                    bars.append("M%s %sh%sv%sh-%sz"
                            .formatted(
                                    Svg.at(svg.x(i * 1e6)),
                                    Svg.at(top + TOLD - y[i]),
                                    Svg.at(width()),
                                    Svg.at(height),
                                    Svg.at(width())));
                }
            }
            svg.add("<path d='%s' fill='%s'/>", bars, colour.colour);
        });
        svg.across(top + TOLD, "axis").text(Svg.LEFT - 12, top + 28, "label small", "per second");
    }

    private double width() {
        return Math.max(0.6, svg.x(1e6) - svg.x(0) - 0.6);
    }

    private void queue(double top) {
        int most = scale(
                top,
                QUEUE,
                "Queue",
                history.samples().stream().mapToInt(Sample::queued).max().orElse(0));
        double bottom = top + QUEUE;
        StringBuilder area = new StringBuilder("M" + Svg.LEFT + " " + Svg.at(bottom));
        double y = bottom;
        for (Sample sample : history.samples()) {
            double x = svg.x(sample.at());
            area.append("L%s %s".formatted(Svg.at(x), Svg.at(y)));
            y = bottom - QUEUE * (double) sample.queued() / most;
            area.append("L%s %s".formatted(Svg.at(x), Svg.at(y)));
        }
        area.append("L%s %sL%s %sz"
                .formatted(Svg.at(svg.x(svg.end())), Svg.at(y), Svg.at(svg.x(svg.end())), Svg.at(bottom)));
        svg.add("<path d='%s' class='queue-length'/>", area).across(bottom, "axis");
    }

    /** The axis of a panel from 0 to that many; answers how many it reaches to. */
    private int scale(double top, int height, String label, int most) {
        svg.label(top, label).text(Svg.LEFT - 6, top + height + 4, "tick end", "0");
        if (most > 0) {
            svg.across(top, "grid").text(Svg.LEFT + 4, top - 3, "tick", most + " at most");
        }
        return Math.max(1, most);
    }

    private void writer(double top) {
        svg.label(top, "Writer");
        List<Sample> changes = new ArrayList<>();
        for (Sample sample : history.samples()) {
            if (changes.isEmpty() || !changes.get(changes.size() - 1).writer().equals(sample.writer())) {
                changes.add(sample);
            }
        }
        for (int i = 0; i < changes.size(); i++) {
            double x = svg.x(changes.get(i).at());
            double width = (i + 1 < changes.size() ? svg.x(changes.get(i + 1).at()) : svg.x(svg.end())) - x;
            String node = changes.get(i).writer();
            svg.rectangle(
                    x,
                    top,
                    width - 1,
                    18,
                    "writer " + node,
                    node + " from %.0f s".formatted(changes.get(i).at() / 1e6));
            if (width > 44) {
                svg.text(x + 5, top + 13, "name inside", node);
            }
        }
    }
}
