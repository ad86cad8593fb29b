/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import cafe.resilient.platform.admin.Arguments;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A drill as typed: a fault's name and its options, carried out on a lab. */
public final class Drill {
    private static final Set<String> MOVE_ENDPOINTS =
            Set.of("zone-failover", "switchover", "lose-region", "freeze", "cut");

    private final Lab lab;
    private final Consumer<String> out;

    public Drill(Lab lab, Consumer<String> out) {
        this.lab = lab;
        this.out = out;
    }

    /** @throws LabException when it is no fault, or not possible now */
    public void run(List<String> words) {
        if (words.isEmpty()) {
            throw new LabException("Name a fault: see scripts/drill --help.");
        }
        String fault = words.get(0);
        Arguments arguments = new Arguments(fault, words.subList(1, words.size()));
        Optional<Duration> dnsDelay = MOVE_ENDPOINTS.contains(fault) ? arguments.time("--dns-delay") : Optional.empty();
        Runnable drill = drill(fault, arguments);
        arguments.nothingLeft();
        if (dnsDelay.isPresent()) {
            late(dnsDelay.get(), drill);
        } else {
            drill.run();
        }
    }

    /** For this drill alone. */
    private void late(Duration time, Runnable drill) {
        lab.dnsDelay(time);
        try {
            drill.run();
        } finally {
            lab.dnsDelay(Duration.ZERO);
        }
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
            default ->
                new FaultDrill(lab, out)
                        .of(fault, arguments)
                        .or(() -> new QueueDrill(lab.queues(), out).of(fault, arguments))
                        .orElseThrow(
                                () -> new LabException("There is no fault '" + fault + "': see scripts/drill --help."));
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
        out.accept(FaultDrill.outage(outage));
    }
}
