/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.time.Duration;
import java.util.List;
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
                    case "commit-lost" -> commitLost(arguments);
                    case "commit-request-lost" -> commitRequestLost(arguments);
                    case "commit-delayed" -> commitDelayed(arguments);
                    case "reset-mid-result" -> resetMidResult(arguments);
                    case "heal" -> heal(arguments.word());
                    case "read-only" -> then(lab::readOnly, () -> lab.writer() + " is read-only");
                    case "writable" -> then(lab::writable, () -> lab.writer() + " is writable");
                    case "disk-full" -> then(lab::diskFull, () -> "the disk of " + lab.writer() + " is full");
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
        String endpoint = endpoint(arguments);
        if (reset && (toServer || toClient)) {
            throw new LabException("A connection is reset both ways: leave out --to-server and --to-client.");
        } else if (reset) {
            return then(() -> lab.network(endpoint).reset(), () -> "reset every connection through " + endpoint);
        } else if (toServer == toClient) {
            return then(() -> lab.network(endpoint).cut(), () -> "cut " + endpoint);
        }
        Way way = toServer ? Way.TO_SERVER : Way.TO_CLIENT;
        return then(
                () -> lab.network(endpoint).cut(way),
                () -> "cut " + endpoint + (toServer ? " to the server" : " to the client"));
    }

    private Runnable delay(Arguments arguments) {
        Duration time = arguments.time();
        String endpoint = endpoint(arguments);
        return then(
                () -> lab.network(endpoint).delay(time),
                () -> "delayed " + endpoint + " by " + time.toMillis() + " ms each way");
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
                () -> endpoint.map(List::of)
                        .orElseGet(lab::endpoints)
                        .forEach(name -> lab.network(name).heal()),
                () -> "healed " + endpoint.orElse("the network"));
    }
}
