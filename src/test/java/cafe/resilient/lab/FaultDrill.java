/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import cafe.resilient.platform.admin.Arguments;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A drill of the network or of a server that runs, as typed: it says what it did, and goes on until it is healed. */
final class FaultDrill {
    private final Lab lab;
    private final Consumer<String> out;

    FaultDrill(Lab lab, Consumer<String> out) {
        this.lab = lab;
        this.out = out;
    }

    /** Empty when there is no such fault. */
    Optional<Runnable> of(String fault, Arguments arguments) {
        return Optional.ofNullable(
                switch (fault) {
                    case "cut" -> cut(arguments);
                    case "delay" -> delay(arguments);
                    case "loss" -> loss(arguments);
                    case "commit-lost" -> commitLost(arguments);
                    case "commit-request-lost" -> commitRequestLost(arguments);
                    case "commit-delayed" -> commitDelayed(arguments);
                    case "reset-mid-result" -> resetMidResult(arguments);
                    case "heal" -> heal(arguments.word());
                    case "read-only" -> then(lab::readOnly, () -> lab.writer() + " is read-only");
                    case "writable" -> then(lab::writable, () -> lab.writer() + " is writable");
                    case "disk-full" -> then(lab::diskFull, () -> "the disk of " + lab.writer() + " is full");
                    case "fill-connections" -> fillConnections(arguments.flag("--evict"));
                    case "free-connections" ->
                        then(lab::freeConnections, () -> "the connections of " + lab.writer() + " are free");
                    case "flap" -> flap(arguments);
                    case "disk-free" -> then(lab::diskFree, () -> "the disk of " + lab.writer() + " has room");
                    default -> null;
                });
    }

    private static Runnable both(Runnable first, Runnable second) {
        return () -> {
            first.run();
            second.run();
        };
    }

    private Runnable then(Runnable fault, Supplier<String> sentence) {
        return both(fault, () -> out.accept(sentence.get()));
    }

    /** What was typed, or the writer's region. */
    private String endpoint(Arguments arguments) {
        String name = arguments.word().orElseGet(lab::writersRegion);
        lab.network(name);
        return name;
    }

    private Runnable cut(Arguments arguments) {
        boolean toServer = arguments.flag("--to-server");
        boolean toClient = arguments.flag("--to-client");
        boolean reset = arguments.flag("--reset");
        Optional<Duration> promoteAfter = arguments.time("--promote-after");
        Way[] ways = toServer == toClient ? Way.values() : new Way[] {toServer ? Way.TO_SERVER : Way.TO_CLIENT};
        if (promoteAfter.isPresent() && !reset) {
            return () -> out.accept(outage(lab.cutAndPromote(promoteAfter.get(), ways)));
        }
        String endpoint = endpoint(arguments);
        if (!reset) {
            String oneWay = ways.length > 1 ? "" : " one way";
            return then(() -> lab.network(endpoint).cut(ways), () -> "cut " + endpoint + oneWay);
        } else if (toServer || toClient || promoteAfter.isPresent()) {
            throw new LabException("A reset goes both ways and passes: --reset takes no other option.");
        }
        return then(() -> lab.network(endpoint).reset(), () -> "reset every connection through " + endpoint);
    }

    static String outage(Duration outage) {
        return "outage " + outage.toMillis() + " ms";
    }

    private Runnable fillConnections(boolean evict) {
        return then(() -> lab.fillConnections(evict), () -> lab.writer() + " has no connection left");
    }

    private Runnable flap(Arguments arguments) {
        Duration every = arguments.time("--every").orElse(Duration.ofSeconds(3));
        Duration time = arguments.time("--for").orElse(Duration.ofSeconds(30));
        return then(() -> lab.flap(every, time), () -> "the endpoints of " + lab.writer() + " are open");
    }

    private Runnable delay(Arguments arguments) {
        Duration time = arguments.time();
        String endpoint = endpoint(arguments);
        return then(
                () -> lab.network(endpoint).delay(time),
                () -> "delayed " + endpoint + " by " + time.toMillis() + " ms each way");
    }

    private Runnable loss(Arguments arguments) {
        int percent = arguments.number("--percent").orElse(2);
        String endpoint = endpoint(arguments);
        return then(
                () -> lab.network(endpoint).loss(percent),
                () -> "of what is sent through " + endpoint + " " + percent + " % is lost and sent again");
    }

    private Runnable commitLost(Arguments arguments) {
        int times = arguments.number("--times").orElse(1);
        boolean hang = arguments.flag("--hang");
        String endpoint = endpoint(arguments);
        return then(
                () -> lab.network(endpoint).commitLost(times, hang),
                () -> "the reply to " + next(times, endpoint) + " will be lost");
    }

    private Runnable commitRequestLost(Arguments arguments) {
        int times = arguments.number("--times").orElse(1);
        boolean hang = arguments.flag("--hang");
        String endpoint = endpoint(arguments);
        return then(
                () -> lab.network(endpoint).commitRequestLost(times, hang),
                () -> next(times, endpoint) + " will be lost on its way");
    }

    private Runnable commitDelayed(Arguments arguments) {
        int times = arguments.number("--times").orElse(1);
        Duration time = arguments.time();
        String endpoint = endpoint(arguments);
        return then(
                () -> lab.network(endpoint).commitDelayed(times, time),
                () -> next(times, endpoint) + " will arrive " + time.toMillis() + " ms late");
    }

    private Runnable resetMidResult(Arguments arguments) {
        int times = arguments.number("--times").orElse(1);
        int bytes = arguments.number("--bytes").orElse(1);
        String endpoint = endpoint(arguments);
        return then(
                () -> lab.network(endpoint).resetMidResult(times, bytes),
                () -> "the next row through " + endpoint + " will be cut half way");
    }

    private static String next(int times, String endpoint) {
        return (times == 1 ? "the next COMMIT" : "each of the next " + times + " COMMITs") + " through " + endpoint;
    }

    private Runnable heal(Optional<String> endpoint) {
        return then(
                () -> endpoint.map(lab::network).ifPresentOrElse(NetworkFaults::heal, lab::healNetwork),
                () -> "healed " + endpoint.orElse("the network"));
    }
}
