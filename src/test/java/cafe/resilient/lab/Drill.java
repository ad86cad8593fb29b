/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A drill as typed: a fault's name and its options, carried out on a lab. */
final class Drill {
    static final String HELP = """
            Makes a fault in the running lab on purpose. Usage: scripts/drill FAULT [OPTIONS]

              status                                 a line a node: region zone role state port; then the endpoints
              zone-failover [--after 3s]             kill -9 the writer, promote its synchronous standby, move the endpoint
              switchover                             planned: the synchronous standby takes over, the old writer becomes one
              switchover west|east                   planned: another region takes over, the old one's nodes follow it
              freeze [NODE] [--promote-after 2s]     stop all processes of a node (the writer) as they are; promote its standby
              thaw [NODE]                            let them go on (all); a writer superseded meanwhile can commit no more
              fast-stop [--after 3s]                 shut the writer down as its administrator would, start it again
              immediate-stop [--after 3s]            stop the writer dead, start it again: it has to recover
              lose-region [--lag]                    kill the writer's region, promote the other
              lose-all [--lag]                       kill every database
              restore [west|east]                    everything back, with the writer in that region (where it last was)
              rejoin                                 every node back behind the writer, copied anew if need be; in sync again

            Drills that lose databases first close the endpoint and wait until the other region has every commit;
            with --lag they do not, and the last commits may be lost. After lose-region, 'restore west' or 'rejoin' and
            'switchover west' is the way back. Times are like 500ms, 3s, 2m. A fault that ends an outage prints
            'outage N ms': between two commits of a client that reconnects without pause.
            """;

    private final Lab lab;
    private final Consumer<String> out;

    Drill(Lab lab, Consumer<String> out) {
        this.lab = lab;
        this.out = out;
    }

    /** @throws LabException when it is no fault, or not possible now */
    void run(List<String> words) {
        if (words.isEmpty()) {
            throw new LabException("Name a fault: see scripts/drill --help.");
        }
        String fault = words.get(0);
        Arguments arguments = new Arguments(fault, words.subList(1, words.size()));
        Runnable drill = drill(fault, arguments);
        arguments.nothingLeft();
        drill.run();
    }

    private Runnable drill(String fault, Arguments arguments) {
        return switch (fault) {
            case "status" -> () -> lab.status().forEach(out);
            case "zone-failover" -> zoneFailover(arguments.time("--after").orElse(Duration.ZERO));
            case "fast-stop" -> fastStop(arguments.time("--after").orElse(Duration.ZERO));
            case "immediate-stop" -> immediateStop(arguments.time("--after").orElse(Duration.ZERO));
            case "switchover" -> switchover(arguments.word());
            case "freeze" -> freeze(arguments.time("--promote-after"), arguments.word());
            case "thaw" -> thaw(arguments.word());
            case "lose-region" -> loseRegion(arguments.flag("--lag"));
            case "lose-all" -> loseAll(arguments.flag("--lag"));
            case "restore" -> restore(arguments.word());
            case "rejoin" -> this::rejoin;
            default -> throw new LabException("There is no fault '" + fault + "': see scripts/drill --help.");
        };
    }

    private Runnable zoneFailover(Duration after) {
        return () -> report(lab.zoneFailover(after));
    }

    private Runnable fastStop(Duration after) {
        return () -> report(lab.fastStop(after));
    }

    private Runnable immediateStop(Duration after) {
        return () -> report(lab.immediateStop(after));
    }

    private Runnable switchover(Optional<String> region) {
        return () -> report(region.map(lab::switchover).orElseGet(lab::switchover));
    }

    private Runnable freeze(Optional<Duration> promoteAfter, Optional<String> node) {
        if (promoteAfter.isPresent()
                && node.filter(name -> !name.equals(lab.writer())).isPresent()) {
            throw new LabException("Only the writer's standby can be promoted, and " + node.get()
                    + " is not the writer: leave out --promote-after.");
        }
        return () -> {
            if (promoteAfter.isPresent()) {
                report(lab.freezeAndPromote(promoteAfter.get()));
            } else {
                lab.freeze(node.orElse(lab.writer()));
                out.accept("frozen " + node.orElse(lab.writer()));
            }
        };
    }

    private Runnable thaw(Optional<String> node) {
        return () -> {
            Optional<Duration> outage = node.map(lab::thaw).orElseGet(lab::thaw);
            out.accept("thawed");
            outage.ifPresent(this::report);
        };
    }

    private Runnable loseRegion(boolean lag) {
        return () -> report(lab.loseRegion(lag));
    }

    private Runnable loseAll(boolean lag) {
        return () -> {
            lab.loseAll(lag);
            out.accept("every database is down");
        };
    }

    private Runnable restore(Optional<String> region) {
        return () -> {
            Optional<Duration> outage = region.map(lab::restore).orElseGet(lab::restore);
            out.accept("restored, the writer is " + lab.writer());
            outage.ifPresent(this::report);
        };
    }

    private void rejoin() {
        lab.rejoin();
        out.accept("rejoined behind " + lab.writer());
    }

    private void report(Duration outage) {
        out.accept("outage " + outage.toMillis() + " ms");
    }
}
