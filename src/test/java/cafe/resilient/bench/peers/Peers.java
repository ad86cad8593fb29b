/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.peers;

import cafe.resilient.bench.Benchmark;
import cafe.resilient.bench.House;
import cafe.resilient.bench.Progress;
import cafe.resilient.bench.Report;
import cafe.resilient.lab.Lab;
import cafe.resilient.lab.LabException;
import cafe.resilient.lab.NetworkFaults;
import cafe.resilient.platform.admin.Arguments;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/** The cafe beside others who take the same orders on the same databases, in the same fault, at the same moment. */
public final class Peers implements Benchmark {

    static final String COMMIT_LOST = "commit-lost";

    private static final int LOST = 10;
    private static final Duration CONTROL_TIME = Duration.ofSeconds(20);

    @Override
    public String help() {
        return """
                the cafe beside rivals (B: HikariCP, pgjdbc and Resilience4j; C: the AWS Advanced JDBC Wrapper instead) on
                the same databases, in the same fault at the same moment: what customers are told, and how soon
                --fault NAME     one of these, else all by turns:
                %s
                --runs N         how often each (1)
                --rate N         orders a second to each, in an open loop (10)
                --seconds N      how long they come for each fault (30)
                --busy N         so many programs load the machine meanwhile (0)
                --warm-up TIME   orders without pause to each before it begins (15s)
                --control        afterwards 10 lost replies to COMMIT for each alone, also for a rival (B0) whose retries double""".formatted(Fault.HELP.indent(17).stripTrailing());
    }

    @Override
    public Callable<Report> with(Arguments options) {
        List<Fault> faults =
                options.value("--fault").map(word -> List.of(Fault.of(word))).orElse(List.of(Fault.values()));
        int runs = options.number("--runs").orElse(1);
        int rate = options.number("--rate").orElse(10);
        Duration time = Duration.ofSeconds(options.number("--seconds").orElse(30));
        int busy = options.number("--busy").orElse(0);
        Duration warmUp = options.time("--warm-up").orElse(Duration.ofSeconds(15));
        boolean control = options.flag("--control");
        return () -> {
            try (Lineup lineup = Lineup.open(control)) {
                lineup.warmUp(warmUp);
                lineup.load(busy);
                List<Run> all = new ArrayList<>();
                Race race = new Race(rate, time, lineup.spinning());
                List<Contestant> racing = lineup.contestants.subList(0, lineup.contestants.size() - (control ? 1 : 0));
                for (Fault fault : faults) {
                    for (int i = 1; i <= runs; i++) {
                        Progress.say("%s, %d of %d ...", fault.word, i, runs);
                        all.add(race.run(
                                fault.word, fault.word + "-" + i + "-", () -> fault.strike(lineup.lab()), racing));
                        Collections.rotate(racing, 1); // who is first gets his customers a moment earlier
                        lineup.restore();
                    }
                }
                if (control) {
                    control(lineup, new Race(rate, CONTROL_TIME, lineup.spinning()), all);
                }
                Files.createDirectories(House.FOLDER);
                Files.writeString(House.FOLDER.resolve("peers.svg"), PeersPicture.of(all));
                return PeersReport.of(all, rate, busy);
            }
        };
    }

    /** One after the other, so that it is known whose COMMITs were struck. */
    private static void control(Lineup lineup, Race race, List<Run> all) throws Exception {
        for (Contestant each : List.copyOf(lineup.contestants)) {
            Progress.say("%s, %s alone ...", COMMIT_LOST, each.name());
            String tag = COMMIT_LOST + "-" + each.name() + "-";
            all.add(race.run(COMMIT_LOST, tag, () -> commitsLost(lineup.lab()), List.of(each)));
            lineup.restore();
        }
    }

    /** All of one way, whichever it took: "commit-lost*3" is left of it else. */
    private static void requireStruck(List<NetworkFaults> ways) {
        if (ways.stream().noneMatch(way -> way.words().isEmpty())) {
            throw new LabException("Fewer than " + LOST + " replies to COMMIT were lost: "
                    + ways.stream().map(NetworkFaults::words).toList());
        }
    }

    /** On the way that it takes to the writer: of the region, or of the node. */
    private static Duration commitsLost(Lab lab) {
        List<NetworkFaults> ways = List.of(lab.network(), lab.network(lab.writer()));
        ways.forEach(way -> way.commitLost(LOST, false));
        try {
            Thread.sleep(CONTROL_TIME.dividedBy(2).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("Interrupted.", e);
        }
        requireStruck(ways);
        lab.healNetwork();
        return Duration.ZERO;
    }
}
