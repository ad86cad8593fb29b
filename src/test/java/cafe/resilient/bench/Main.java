/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import cafe.resilient.bench.peers.Peers;
import cafe.resilient.lab.LabException;
import cafe.resilient.lab.Program;
import cafe.resilient.platform.admin.Arguments;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** The benchmarks as a program: see {@link #HELP}. */
public final class Main {

    private static final String HELP = """
            Usage: scripts/bench WHAT [OPTION]...
                   scripts/bench all
                   scripts/bench --figures

            Measures on this machine, with a lab and a server of its own on free ports, prints a table and writes
            target/bench/WHAT.json. Times are like 500ms, 15s, 2m. Do not build meanwhile; the figures are of a machine
            that does nothing else. --figures writes the tables of all target/bench/*.json into figures.md; what
            was not measured here stays as it is there.

            """;

    private Main() {}

    public static void main(String[] words) {
        Program.run("benchmark", () -> {
            run(List.of(words));
            return 0;
        });
    }

    private static Map<String, Benchmark> all() {
        Map<String, Benchmark> all = new LinkedHashMap<>();
        all.put("failover", new Failover());
        all.put("answers", new Answers());
        all.put("peace", new Peace());
        all.put("commands", new Commands());
        all.put("outage", new Outage());
        all.put("start", new Start());
        all.put("peers", new Peers());
        return all;
    }

    private static void run(List<String> words) throws Exception {
        String what = words.isEmpty() ? "--help" : words.get(0);
        if (words.contains("--help") || words.contains("-h") || words.isEmpty()) {
            System.out.print(HELP);
            all().forEach((name, benchmark) ->
                    System.out.println(name + "\n" + benchmark.help().indent(2)));
        } else if (what.equals("--figures")) {
            new Arguments(what, words.subList(1, words.size())).nothingLeft();
            FiguresPage.write(Path.of("src/site/markdown/figures.md"), Report.all(House.FOLDER));
        } else if (what.equals("all")) {
            new Arguments(what, words.subList(1, words.size())).nothingLeft();
            for (String each : all().keySet()) {
                measure(each, new Arguments(each, List.of()));
            }
        } else {
            measure(what, new Arguments(what, words.subList(1, words.size())));
        }
    }

    private static void measure(String what, Arguments options) throws Exception {
        Benchmark benchmark = all().get(what);
        if (benchmark == null) {
            throw new LabException("There is no benchmark '" + what + "': see --help.");
        }
        Callable<Report> measurement = benchmark.with(options);
        options.nothingLeft();
        Report report = measurement.call();
        System.out.print(report.text());
        System.out.println("Written to " + report.writeTo(House.FOLDER.resolve(what + ".json")));
    }
}
