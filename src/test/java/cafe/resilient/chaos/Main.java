/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import cafe.resilient.bench.Progress;
import cafe.resilient.lab.LabException;
import cafe.resilient.lab.Program;
import cafe.resilient.platform.admin.Arguments;
import cafe.resilient.server.Load;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Chaos as a program: see {@link #HELP}. */
public final class Main {

    private static final String HELP = """
            Usage: scripts/chaos [--seed N] [--minutes M] [--rate R] [--busy N] [--lending] [--plan]
                                 [--without|--with MECHANISM]
                   scripts/chaos --check FOLDER

            Random faults of databases, network, queue and server, while customers order by page and REST; then a verdict on
            every answer they were given. With a lab and a server of its own on free ports. The same seed and minutes give the
            same faults. Exit code 0: every promise was kept; 2: not; 1: it could not be found out.

              --seed N      of the faults, and of what customers want (a new one)
              --minutes M   how long customers come (3)
              --rate R      customers a second (20)
              --busy N      so many programs load the machine meanwhile (0)
              --lending     members of the lending library, another application on the platform, pay and borrow in the same faults.
                            Two servers are much for two cores: give --rate 2
              --plan        prints the faults, and makes none
              --without MECHANISM
                            a control, which must not be green: the application goes without insert-once, commit-first,
                            retry, flush, commit-check or watch. Without --seed, with the fewest faults that show it
              --with MECHANISM
                            the same faults, with everything on
              --check FOLDER
                            the verdict on a run, once more, from its files alone

            Written to target/chaos/seed-N (without-MECHANISM, with-MECHANISM): schedule.txt, history.jsonl, snapshot.json, verdict.json, report.html.
            """;

    private static final Path FOLDER = Path.of("target/chaos").toAbsolutePath();

    private Main() {}

    public static void main(String[] words) {
        Program.run("run", () -> run(List.of(words)));
    }

    private static int run(List<String> words) throws Exception {
        if (words.contains("--help") || words.contains("-h")) {
            System.out.print(HELP);
            return 0;
        }
        Arguments options = new Arguments("chaos", words);
        Optional<String> check = options.value("--check");
        if (check.isPresent()) {
            options.nothingLeft();
            return tell(Run.check(Path.of(check.get())), Path.of(check.get()));
        }
        Optional<Mechanism> without = options.value("--without").map(Main::mechanism);
        Optional<Integer> given = options.number("--seed");
        Optional<Mechanism> with = options.value("--with").map(Main::mechanism);
        Optional<Mechanism> own = given.isEmpty() ? without.or(() -> with) : Optional.empty();
        int seed = given.orElseGet(() -> 1 + (int) (System.nanoTime() % 999_999));
        Duration time = Duration.ofMinutes(options.number("--minutes").orElse(own.isPresent() ? 0 : 3));
        int rate = options.number("--rate").orElse(20);
        int busy = options.number("--busy").orElse(0);
        boolean lending = options.flag("--lending");
        boolean plan = options.flag("--plan");
        options.nothingLeft();
        List<Fault> schedule = own.map(mechanism -> mechanism.schedule).orElseGet(() -> Schedule.draw(seed, time));
        System.out.println("Seed " + seed + ":");
        schedule.forEach(System.out::println);
        String name = without.map(mechanism -> "without-" + mechanism.title())
                .or(() -> with.map(mechanism -> "with-" + mechanism.title()))
                .orElse("seed-" + seed);
        return plan
                ? 0
                : tell(
                        make(FOLDER.resolve(name), seed, without, schedule, time, rate, busy, lending),
                        FOLDER.resolve(name));
    }

    private static Mechanism mechanism(String name) {
        return List.of(Mechanism.values()).stream()
                .filter(mechanism -> mechanism.title().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new LabException("There is no mechanism '" + name + "': give one of " + Mechanism.all() + "."));
    }

    private static Verdict make(
            Path folder,
            int seed,
            Optional<Mechanism> without,
            List<Fault> schedule,
            Duration time,
            int rate,
            int busy,
            boolean lending)
            throws Exception {
        Progress.say("Starting a lab and a server ...");
        Path house = FOLDER.resolve("stage");
        try (Stage stage = without.isPresent() ? Stage.ofControls(house) : Stage.open(house)) {
            if (without.isPresent()) {
                without.get().off(stage);
            }
            Verdict verdict;
            Path library = FOLDER.resolve("lending");
            try (Borrowers borrowers = lending ? Borrowers.open(Stage.PROVISIONED, library, stage.lab) : null;
                    Load load = new Load(busy)) {
                verdict = new Run(stage, folder, seed, Optional.ofNullable(borrowers))
                        .make(schedule, Run.WARM_UP, time, rate);
            }
            if (verdict.figure("requests") == 0 || verdict.figure("faults") == 0) {
                throw new LabException("Nobody ordered, or no fault happened: the run says nothing.");
            }
            return verdict;
        }
    }

    private static int tell(Verdict verdict, Path folder) {
        System.out.print(verdict.text());
        System.out.println("Report: " + folder.resolve("report.html"));
        return verdict.isGreen() ? 0 : 2;
    }
}
