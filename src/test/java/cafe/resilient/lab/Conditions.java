/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/**
 * The state of the network between a relay's clients and the servers it leads to. A cut belongs to the way to one server:
 * a relay that moves leads around it. What waits at a cut passes when it is healed, as TCP sends again what was lost.
 */
final class Conditions {
    /** What is lost comes as much later: Linux sends it again after that time (TCP_RTO_MIN). */
    private static final Duration SENT_AGAIN = Duration.ofMillis(200);

    /** By the server's port; guarded by this, as are delay and loss. */
    private final Map<Integer, Set<Way>> cuts = new HashMap<>();

    private Duration delay = Duration.ZERO;

    /** Of what is sent, in per cent. */
    private int loss;

    synchronized void cut(int server, Set<Way> ways) {
        cuts.computeIfAbsent(server, port -> EnumSet.noneOf(Way.class)).addAll(ways);
    }

    synchronized void delay(Duration time) {
        delay = time;
    }

    synchronized void loss(int percent) {
        loss = percent;
    }

    synchronized void heal() {
        cuts.clear();
        delay = Duration.ZERO;
        loss = 0;
        notifyAll();
    }

    synchronized boolean cut(int server) {
        return cuts.containsKey(server);
    }

    private synchronized boolean cut(int server, Way way) {
        return cuts.getOrDefault(server, Set.of()).contains(way);
    }

    /** Comes back when bytes that are there now come through, or there is no reason to wait any more. */
    void pass(Way way, int server, BooleanSupplier over) {
        hold(time(), over);
        await(() -> !cut(server, way) || over.getAsBoolean());
    }

    private synchronized Duration time() {
        return isLost() ? delay.plus(SENT_AGAIN) : delay;
    }

    private boolean isLost() {
        return ThreadLocalRandom.current().nextInt(100) < loss;
    }

    /** Comes back when both ways to the server are whole, or there is no reason to wait any more. */
    void awaitWhole(int server, BooleanSupplier over) {
        await(() -> !cut(server) || over.getAsBoolean());
    }

    private synchronized void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            waitAtMost(0);
        }
    }

    /** Holds the caller for that time, or until there is no reason to wait any more. */
    synchronized void hold(Duration time, BooleanSupplier over) {
        long start = System.nanoTime();
        long left;
        while (!over.getAsBoolean() && (left = time.toNanos() - (System.nanoTime() - start)) > 0) {
            waitAtMost(left / 1_000_000 + 1);
        }
    }

    private void waitAtMost(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a relay", e);
        }
    }

    /** Has those who wait look again. */
    synchronized void wake() {
        notifyAll();
    }

    synchronized List<String> words(int server) {
        List<String> words = new ArrayList<>();
        Set<Way> ways = cuts.getOrDefault(server, Set.of());
        if (ways.size() == Way.values().length) {
            words.add("cut");
        } else {
            ways.forEach(way ->
                    words.add("cut-" + way.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        }
        if (!delay.isZero()) {
            words.add("delay=" + delay.toMillis() + "ms");
        }
        if (loss > 0) {
            words.add("loss=" + loss + "%");
        }
        return words;
    }
}
