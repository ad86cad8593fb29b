/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import cafe.resilient.lab.LabException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** An open loop: so many customers arrive a second, whatever becomes of the earlier ones; every answer is kept. */
public final class Arrivals implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * One order, on the monotonic clock.
     *
     * @param due when its customer was to arrive, which is before any thread had its turn
     * @param outcome CONFIRMED, or what came instead
     */
    public record Order(long due, long done, String number, String outcome) {

        public long waited() {
            return done - due;
        }
    }

    private final int port;
    private final String tag;
    private final int most;
    private final Queue<Order> answered = new ConcurrentLinkedQueue<>();
    /** When each of those who wait arrived, by the number of the arrival. */
    private final Map<Integer, Long> waiting = new ConcurrentHashMap<>();

    private final ExecutorService customers = Executors.newCachedThreadPool();
    private final ScheduledExecutorService door = Executors.newSingleThreadScheduledExecutor();
    private final long begun = System.nanoTime();
    private final long period;
    private volatile boolean closed;
    private long ticks;
    private int count;

    public Arrivals(int port, int perSecond, String tag) {
        this(port, perSecond, tag, Integer.MAX_VALUE);
    }

    /** @param most so many come, and no more */
    Arrivals(int port, int perSecond, String tag, int most) {
        this.port = port;
        this.tag = tag;
        this.most = most;
        period = 1_000_000_000 / perSecond;
        door.scheduleAtFixedRate(this::arrive, 0, period, TimeUnit.NANOSECONDS);
    }

    private void arrive() {
        long due = begun + ticks++ * period; // a door that is late itself is part of what its customer waits for
        if (!closed && count < most) {
            int i = ++count;
            waiting.put(i, due);
            customers.execute(() -> order(i, due));
        }
    }

    private void order(int i, long due) {
        String number = "none";
        String outcome;
        try (Customer customer = new Customer(port)) {
            String answer = customer.order(tag + i);
            if (customer.status() == 201 || customer.status() == 202) {
                JsonObject receipt = Customer.json(answer);
                number = receipt.getString("number");
                outcome = receipt.getString("outcome");
            } else {
                outcome = customer.status() + " " + answer;
            }
        } catch (IOException | RuntimeException e) {
            outcome = e.toString();
        }
        answered.add(new Order(due, System.nanoTime(), number, outcome));
        waiting.remove(i);
    }

    /** Waits until all who arrived before now have been answered. */
    void awaitAnswers() {
        long now = System.nanoTime();
        await("all are answered", () -> waiting.values().stream().noneMatch(due -> due - now < 0));
    }

    /** Waits until so many more have been answered. */
    void awaitAnswers(int more) {
        int enough = answered.size() + more;
        await("orders are answered", () -> answered.size() >= enough);
    }

    /** Nobody comes in until {@link #open}; comes back when all inside have been answered. */
    public void shut() {
        closed = true;
        awaitAnswers();
    }

    void open() {
        closed = false;
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new LabException("Waited 60 s in vain until " + what + ".");
            }
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LabException("Interrupted.", e);
            }
        }
    }

    /** All so far. */
    public List<Order> orders() {
        return List.copyOf(answered);
    }

    /** Those under way at some moment between these two. */
    List<Order> orders(long from, long to) {
        return answered.stream()
                .filter(order -> order.due() - to <= 0 && order.done() - from >= 0)
                .toList();
    }

    @Override
    public void close() {
        door.shutdownNow();
        customers.shutdownNow();
    }
}
