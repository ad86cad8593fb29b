/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import cafe.resilient.platform.admin.Arguments;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A drill of the queue, as typed: it says what it did, and goes on until queue-up. */
final class QueueDrill {
    private final Queues queues;
    private final Consumer<String> out;

    QueueDrill(Queues queues, Consumer<String> out) {
        this.queues = queues;
        this.out = out;
    }

    /** Empty when there is no such fault. */
    Optional<Runnable> of(String fault, Arguments arguments) {
        return Optional.ofNullable(
                switch (fault) {
                    case "queue-down" -> down(regions(arguments));
                    case "queue-up" -> up(regions(arguments));
                    case "queue-slow" -> slow(arguments);
                    case "queue-mute" -> mute(regions(arguments));
                    case "queue-throttle" -> throttle(arguments);
                    case "queue-lose-reply" -> loseReply(arguments);
                    case "queue-pause" -> then(queues::pauseReplication, "the replication is paused");
                    case "queue-resume" -> then(queues::resumeReplication, "the replication goes on");
                    case "poison" -> poison(arguments.number("--times").orElse(1));
                    default -> null;
                });
    }

    /** What was typed; none: both. */
    private String[] regions(Arguments arguments) {
        String[] regions = arguments.word().stream().toArray(String[]::new);
        queues.check(regions);
        return regions;
    }

    private Runnable then(Runnable fault, String sentence) {
        return () -> {
            fault.run();
            out.accept(sentence);
        };
    }

    private static String where(String... regions) {
        return "the queue" + (regions.length == 0 ? "" : " in " + regions[0]);
    }

    private Runnable down(String... regions) {
        return then(() -> queues.down(regions), where(regions) + " is down");
    }

    private Runnable up(String... regions) {
        return then(() -> queues.up(regions), where(regions) + " is up, and every fault in it healed");
    }

    private Runnable mute(String... regions) {
        return then(() -> queues.mute(regions), where(regions) + " accepts and does not answer");
    }

    private Runnable slow(Arguments arguments) {
        Duration time = arguments.time();
        String[] regions = regions(arguments);
        return then(
                () -> queues.slow(time, regions),
                where(regions)
                        + (time.isZero() ? " is as quick as ever" : " is " + time.toMillis() + " ms slower each way"));
    }

    private Runnable throttle(Arguments arguments) {
        Optional<Integer> times = arguments.number("--times");
        String[] regions = regions(arguments);
        String what = times.map(count -> " refuses the next requests, " + count + " of them")
                .orElse(" refuses every request");
        return then(
                () -> times.ifPresentOrElse(count -> queues.throttle(count, regions), () -> queues.throttle(regions)),
                where(regions) + what);
    }

    private Runnable loseReply(Arguments arguments) {
        int times = arguments.number("--times").orElse(1);
        String[] regions = regions(arguments);
        String what = times == 1 ? "the next put into " : "each of the next " + times + " puts into ";
        return then(() -> queues.loseReply(times, regions), "the reply to " + what + where(regions) + " will be lost");
    }

    private Runnable poison(int times) {
        return () -> {
            List<String> numbers = queues.poison(times);
            numbers.forEach(number -> out.accept("poison " + number));
        };
    }
}
