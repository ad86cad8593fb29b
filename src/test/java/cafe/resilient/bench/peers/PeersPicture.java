/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.peers;

import cafe.resilient.bench.Spread;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The longest wait of each in each fault, as bars, and how many orders each refused: an SVG for the README. */
final class PeersPicture {

    private static final Comparator<String> CAFE_FIRST =
            Comparator.comparing((String name) -> !name.equals("cafe")).thenComparing(Comparator.naturalOrder());

    private static final int WIDTH = 760;
    private static final int LEFT = 190;
    private static final int SECOND = 42;
    private static final int BAR = 16;
    private static final int GAP = 18;
    private static final int TOP = 34;

    private static final String STYLE = """
            <style>
              text { font: 13px system-ui, sans-serif; fill: #24292f }
              .fault { font-weight: 600 } .small { font-size: 11px; fill: #57606a }
              .cafe { fill: #1f6f54 } .other { fill: #b8bfc6 } .outage { fill: none; stroke: #cf222e; stroke-width: 1.5 }
              @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3 } .small { fill: #9aa4ae } .cafe { fill: #4cc38a } .other { fill: #57606a }
                .outage { stroke: #ff7b72 }
              }
            </style>
            """;

    private final StringBuilder drawn = new StringBuilder();
    private int y = TOP;

    private PeersPicture() {}

    /** @param runs of all faults */
    static String of(List<Run> runs) {
        PeersPicture picture = new PeersPicture();
        runs.stream()
                .map(Run::fault)
                .distinct()
                .forEach(fault -> picture.fault(
                        fault,
                        runs.stream().filter(run -> run.fault().equals(fault)).toList()));
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="Longest wait of each in each fault">
                %s<text class="small" x="%d" y="16">longest wait of an order, median of the runs; the red line is the databases' own outage</text>
                %s</svg>
                """.formatted(WIDTH, picture.y, STYLE, LEFT, picture.drawn);
    }

    private void fault(String fault, List<Run> runs) {
        List<Standing> all =
                runs.stream().flatMap(run -> run.standings().stream()).toList();
        List<String> names =
                all.stream().map(Standing::name).distinct().sorted(CAFE_FIRST).toList();
        draw("<text class=\"fault\" x=\"0\" y=\"%d\">%s</text>", y + BAR, fault);
        int first = y;
        for (String name : names) {
            bar(name, all.stream().filter(one -> one.name().equals(name)).toList());
        }
        int outage = x(Spread.of(all, Standing::outage).median() / 1000);
        if (outage > LEFT) {
            draw("<path class=\"outage\" d=\"M%d %dV%d\"/>", outage, first - 2, y);
        }
        y += GAP;
    }

    private void bar(String name, List<Standing> its) {
        double seconds = Spread.of(its, Standing::longest).median() / 1000;
        int refused = its.stream().mapToInt(Standing::other).sum();
        int orders = its.stream().mapToInt(Standing::orders).sum();
        String told = refused == 0 ? "" : ", %d of %d refused".formatted(refused, orders);
        draw("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", LEFT - 8, y + BAR - 3, name);
        draw(
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
                name.equals("cafe") ? "cafe" : "other", LEFT, y, Math.max(1, x(seconds) - LEFT), BAR - 2);
        draw("<text class=\"small\" x=\"%d\" y=\"%d\">%.1f s%s</text>", x(seconds) + 6, y + BAR - 4, seconds, told);
        y += BAR;
    }

    private static int x(double seconds) {
        return LEFT + (int) Math.round(Math.min(seconds, 10) * SECOND);
    }

    private void draw(String format, Object... values) {
        drawn.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
