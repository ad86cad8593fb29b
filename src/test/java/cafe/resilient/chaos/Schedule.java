/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import static cafe.resilient.chaos.Band.Touch.AGAIN;
import static cafe.resilient.chaos.Band.Touch.DATABASE;
import static cafe.resilient.chaos.Band.Touch.QUEUE;
import static cafe.resilient.chaos.Band.Touch.SERVER;
import static cafe.resilient.chaos.Band.Touch.SPEED;

import cafe.resilient.chaos.Band.Touch;
import cafe.resilient.chaos.Band.Track;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;

/**
 * Faults drawn from a seed. On each track one comes after the other, and those of the databases bring back whatever they
 * took before the next begins; so a copy that has every acknowledged commit is always there to go on with.
 */
final class Schedule {

    private static final Set<Touch> NOTHING = Set.of();

    private final Random random;
    private final double length;
    private final List<Fault> faults = new ArrayList<>();
    private String region = "west";

    private Schedule(long seed, Duration time) {
        random = new Random(seed);
        length = time.toMillis() / 1e3;
    }

    /** The same seed and time give the same faults, in the order of their times. */
    static List<Fault> draw(long seed, Duration time) {
        Schedule schedule = new Schedule(seed, time);
        schedule.fill(3, 8, schedule::database);
        schedule.fill(8, 15, schedule::network);
        schedule.fill(10, 15, schedule::queue);
        schedule.server();
        schedule.fill(6, 20, schedule::schema); // drawn last: what older seeds drew stays as it was
        schedule.faults.sort(Comparator.comparing(Fault::at));
        return List.copyOf(schedule.faults);
    }

    /** @param pause seconds from one to the next, at most */
    private void fill(double first, double pause, DoubleFunction<Fault> kind) {
        for (double at = between(first / 2, first); at < length - 10; ) {
            Fault fault = kind.apply(at);
            faults.add(fault);
            at += 2 + fault.lasting().toMillis() / 1e3 + between(pause / 4, pause);
        }
    }

    /** One kill in two minutes, as it is the customers' longest wait by far, and one redeployment in three. */
    private void server() {
        server(Director.KILL, 120);
        server(Director.REDEPLOY, 180);
    }

    private void server(String begin, double period) {
        for (double from = 0; from + 60 < length; from += period) {
            double at = between(from + 15, Math.min(from + period - 20, length - 25));
            faults.add(Fault.passing(Track.SERVER, at, begin, 0, Set.of(SERVER, Touch.DATABASE)));
        }
    }

    private Fault database(double at) {
        double some = between(1, 8);
        return switch (random.nextInt(region.equals("west") ? 17 : 10)) {
            case 0 -> lasting(at, "read-only", some, "writable");
            case 1 -> lasting(at, "disk-full", some, "disk-free");
            case 2 -> lasting(at, "fill-connections" + oneOf("", " --evict"), some, "free-connections");
            case 3 -> lasting(at, "freeze", oneOf(1.0, 3.0, 10.0), "thaw");
            case 4 -> passing(at, "fast-stop --after " + time(0, 3_000), 1);
            case 5 -> passing(at, "immediate-stop --after " + time(0, 3_000), 1);
            case 6 -> passing(at, "flap --every " + time(300, 3_000) + " --for " + time(3_000, 8_000), 1);
            case 7 -> lasting(at, "lose-all", between(1, 12), "restore " + (region = oneOf("west", "east")));
            case 8, 9 -> elsewhere(at);
            case 10 -> passing(at, "switchover" + late(), 1);
            case 11 -> passing(at, "cut --promote-after " + time(200, 3_000), some, "heal", "rejoin");
            case 12, 13 -> passing(at, "freeze --promote-after " + time(200, 3_000), some, "thaw", "rejoin");
            default -> passing(at, "zone-failover --after " + time(0, 3_000) + late(), between(0.5, 3), "rejoin");
        };
    }

    /** The writer moves to the other region, planned or not. */
    private Fault elsewhere(double at) {
        region = region.equals("west") ? "east" : "west";
        return random.nextBoolean()
                ? passing(at, "switchover " + region + late(), 1)
                : passing(at, "lose-region" + late(), between(0.5, 3), "rejoin");
    }

    private Fault network(double at) {
        double some = between(1, 6);
        String times = " --times " + (1 + random.nextInt(5));
        String begin = switch (random.nextInt(9)) {
            case 0 -> "cut";
            case 1 -> "cut " + oneOf("--to-server", "--to-client");
            case 2 -> "cut --reset";
            case 3 -> "delay " + time(5, 60);
            case 4 -> "commit-lost" + times + oneOf("", " --hang");
            case 5 -> "commit-request-lost" + times + oneOf("", " --hang");
            case 6 -> "commit-delayed " + time(200, 3_000) + times;
            case 7 -> "loss --percent " + (1 + random.nextInt(5));
            default -> "reset-mid-result" + times;
        };
        return Fault.lasting(Track.NETWORK, at, begin, some, Set.of(touch(begin)), "heal west", "heal east");
    }

    /** Only what is cut off has no writer. A COMMIT that did not come leaves the order's key to its transaction for 2 s. */
    private static Touch touch(String network) {
        if (Band.cutsOff(network)) {
            return DATABASE;
        }
        boolean slow = network.contains("--hang")
                || Stream.of("delay", "loss", "commit-delayed", "commit-request-lost")
                        .anyMatch(network::startsWith);
        return slow ? SPEED : AGAIN;
    }

    private Fault queue(double at) {
        double some = between(2, 10);
        String where = oneOf("", " west", " east");
        Set<Touch> touches = where.isEmpty() ? Set.of(QUEUE) : NOTHING;
        return switch (random.nextInt(8)) {
            case 0 -> queue(at, "queue-down" + where, some, touches);
            case 1 -> queue(at, "queue-mute" + where, some, touches);
            case 2 -> queue(at, "queue-slow " + time(20, 400) + where, some, touches);
            case 3 -> queue(at, "queue-throttle" + where, some, touches);
            case 4 -> queue(at, "queue-throttle --times " + (1 + random.nextInt(10)), some, NOTHING);
            case 5 -> queue(at, "queue-lose-reply --times " + (1 + random.nextInt(5)), some, NOTHING);
            case 6 -> queue(at, "queue-pause", some, NOTHING);
            default -> queue(at, "poison --times " + (1 + random.nextInt(3)), some, NOTHING);
        };
    }

    private Fault schema(double at) {
        String begin = oneOf(
                "sequence-ends",
                "sequence-behind",
                "trigger-raises",
                "lock-orders",
                "lock-heartbeat",
                "lock-beat",
                "search-path",
                "columns",
                "password");
        boolean endsSessions = List.of("search-path", "password").contains(begin);
        Set<Touch> touches = endsSessions ? Set.of(Touch.SCHEMA, DATABASE) : Set.of(Touch.SCHEMA);
        return Fault.lasting(Track.SCHEMA, at, begin, between(1, 8), touches, Director.MEND);
    }

    private static Fault queue(double at, String begin, double time, Set<Touch> touches) {
        return Fault.lasting(Track.QUEUE, at, begin, time, touches, "queue-up");
    }

    private static Fault lasting(double at, String begin, double time, String... end) {
        return Fault.lasting(Track.DATABASE, at, begin, time, Set.of(DATABASE), end);
    }

    private static Fault passing(double at, String begin, double time, String... end) {
        return Fault.passing(Track.DATABASE, at, begin, time, Set.of(DATABASE), end);
    }

    private String late() {
        return random.nextInt(4) == 0 ? " --dns-delay " + time(200, 2_000) : "";
    }

    private String time(int least, int most) {
        return (least + random.nextInt(most - least + 1)) + "ms";
    }

    private double between(double least, double most) {
        return Math.round((least + random.nextDouble() * (most - least)) * 10) / 10.0;
    }

    @SafeVarargs
    private <T> T oneOf(T... all) {
        return all[random.nextInt(all.length)];
    }
}
