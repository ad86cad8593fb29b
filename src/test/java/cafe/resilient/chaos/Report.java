/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import static cafe.resilient.chaos.Svg.escaped;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;

/** A run on one page, with nothing to be loaded: the verdict, the picture, the figures, every fault. */
final class Report {

    private static final String STYLE = """
            :root { color-scheme: light; --ink: #1d2733; --soft: #5b6776; --rule: #dfe4ea; --card: #fff }
            * { box-sizing: border-box }
            body { margin: 0; background: #f5f7f9; color: var(--ink); font: 15px/1.5 system-ui, "DejaVu Sans", sans-serif }
            main { max-width: 1280px; margin: 0 auto; padding: 28px 24px 48px }
            h1 { margin: 0; font-size: 26px; letter-spacing: -.01em } h2 { margin: 32px 0 10px; font-size: 18px }
            .sub { margin: 2px 0 18px; color: var(--soft) }
            .verdict { display: inline-block; padding: 6px 14px; border-radius: 8px; font-weight: 600; color: #fff }
            .green { background: #00704f } .red { background: #b02a1d }
            .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(168px, 1fr)); gap: 10px; margin: 18px 0 }
            .card { background: var(--card); border: 1px solid var(--rule); border-radius: 10px; padding: 10px 14px }
            .card b { display: block; font-size: 22px; line-height: 1.25 } .card span { color: var(--soft); font-size: 13px }
            .card.bad { border-color: #b02a1d; background: #fdf1ef } .card.bad b { color: #b02a1d }
            figure { margin: 0; background: var(--card); border: 1px solid var(--rule); border-radius: 10px; padding: 14px 10px 4px }
            svg { display: block; width: 100%; height: auto; font: 11px system-ui, "DejaVu Sans", sans-serif }
            svg path { fill-opacity: .92 } svg path:not([fill]):not([class]) { fill: none }
            .label { text-anchor: end; font-size: 12.5px; font-weight: 600; fill: #1d2733 } .small { font-size: 10.5px; font-weight: 400; fill: #5b6776 }
            .tick { fill: #5b6776 } .end { text-anchor: end } .middle { text-anchor: middle } .legend { font-size: 12px; fill: #1d2733 }
            .grid { stroke: #e8ecf0; stroke-width: 1 } .axis { stroke: #aab4bf } .deadline { stroke: #b02a1d; stroke-dasharray: 5 4 }
            .name { font-size: 10.5px; fill: #1d2733 } .fault { rx: 3 } .inside { fill: #fff; font-weight: 600 }
            .database { fill: #8c3b62 } .network { fill: #3f6aa8 } .queue { fill: #9a6200 } .server { fill: #3b3f46 }
            .shade { opacity: .08 } .queue-length { fill: #d98e00; fill-opacity: .55; stroke: #9a6200; stroke-width: 1.2 }
            .writer { rx: 3; fill: #4a6b5d } .west-b { fill: #6d7f3c } .east-a { fill: #6a5a8c }
            table { border-collapse: collapse; width: 100%; background: var(--card); border: 1px solid var(--rule) }
            th, td { text-align: left; padding: 5px 12px; border-bottom: 1px solid var(--rule); vertical-align: top }
            th { color: var(--soft); font-weight: 600 } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
            code, pre { font: 12.5px/1.5 ui-monospace, "DejaVu Sans Mono", monospace } pre { white-space: pre-wrap; margin: 0 }
            """;

    private Report() {}

    static void write(Path folder, History history, Verdict verdict) throws IOException {
        String name = folder.getFileName().toString();
        Files.writeString(folder.resolve("report.html"), """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Chaos %1$s: %2$s</title>
                <style>%3$s</style></head>
                <body><main>
                <h1>Resilient Cafe under chaos</h1>
                <p class="sub">%1$s \u00b7 %4$s</p>
                <p class="verdict %2$s">%5$s</p>
                <div class="cards">%6$s</div>
                <figure>%7$s</figure>
                %8$s
                <h2>Figures</h2>
                <table><tbody>%9$s</tbody></table>
                <h2>Faults</h2>
                <table><thead><tr><th class="n">from</th><th class="n">to</th><th>track</th><th>fault</th><th>the lab said</th></tr></thead>
                <tbody>%10$s</tbody></table>
                </main></body></html>
                """.formatted(
                        escaped(name),
                        verdict.isGreen() ? "green" : "red",
                        STYLE,
                        summary(history),
                        verdict.isGreen() ? "Every promise was kept" : "A promise was broken",
                        cards(verdict),
                        Plot.of(history),
                        evidence(verdict),
                        figures(verdict),
                        faults(history)));
    }

    private static String summary(History history) {
        long happened = history.faults().stream().filter(Band::happened).count();
        return "%,d requests, %d faults".formatted(history.tries().size(), happened);
    }

    private static String cards(Verdict verdict) {
        return Arrays.stream(Breach.values())
                .map(breach -> "<div class='card%s'><b>%d</b><span>%s</span></div>"
                        .formatted(verdict.count(breach) > 0 ? " bad" : "", verdict.count(breach), breach.title()))
                .collect(Collectors.joining());
    }

    private static String evidence(Verdict verdict) {
        return Arrays.stream(Breach.values())
                .filter(breach -> verdict.count(breach) > 0)
                .map(breach -> "<h2>%s: %s</h2><pre>%s</pre>"
                        .formatted(
                                breach.title(),
                                escaped(breach.meaning),
                                verdict.of(breach).stream()
                                        .limit(50)
                                        .map(Svg::escaped)
                                        .collect(Collectors.joining("\n"))))
                .collect(Collectors.joining());
    }

    private static String figures(Verdict verdict) {
        return verdict.figures().entrySet().stream()
                .map(figure -> "<tr><td>%s</td><td class='n'>%s</td></tr>"
                        .formatted(escaped(figure.getKey()), figure.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String faults(History history) {
        return history.faults().stream()
                .sorted(Comparator.comparing(Band::from))
                .map(fault ->
                        "<tr><td class='n'>%.1f s</td><td class='n'>%.1f s</td><td>%s</td><td><code>%s</code></td><td>%s</td></tr>"
                                .formatted(
                                        fault.from() / 1e6,
                                        fault.to() / 1e6,
                                        Lanes.title(fault.track()),
                                        escaped(fault.name()),
                                        escaped(fault.said())))
                .collect(Collectors.joining("\n"));
    }
}
