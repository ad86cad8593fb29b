/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/** A closed loop: so many customers, each of whom orders again as soon as he is answered. */
public final class Crowd implements AutoCloseable {

    private interface Wish {
        String by(Customer customer, String name) throws IOException;
    }

    private final List<Customer> customers = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong count = new AtomicLong();
    private final String tag;
    private final boolean keptAlive;

    /** @param tag what the names of all orders begin with */
    public Crowd(int port, int size, String tag) throws IOException {
        this(port, size, tag, true);
    }

    /** @param keptAlive whether connections are; else each order has its own */
    Crowd(int port, int size, String tag, boolean keptAlive) throws IOException {
        this.tag = tag;
        this.keptAlive = keptAlive;
        for (int i = 0; i < size; i++) {
            customers.add(new Customer(port));
        }
    }

    /** Lets them order for that long; all are to be confirmed. @return how long each order took, in nanoseconds */
    public long[] order(Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        return all(Customer::order, () -> System.nanoTime() - end < 0, 201);
    }

    /** Lets each post to that address, with a name of its own behind it. @return how long each took, in nanoseconds */
    long[] post(String address, Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        return all((customer, name) -> customer.post(address + name, ""), () -> System.nanoTime() - end < 0, 201);
    }

    /** Lets them order so often; all are to be queued. @return how long each order took, in nanoseconds */
    long[] queue(int orders) throws Exception {
        AtomicInteger left = new AtomicInteger(orders);
        return all(Customer::order, () -> left.getAndDecrement() > 0, 202);
    }

    private long[] all(Wish wish, BooleanSupplier again, int expected) throws Exception {
        List<Future<long[]>> all = new ArrayList<>();
        for (Customer customer : customers) {
            all.add(threads.submit(() -> each(customer, wish, again, expected)));
        }
        LongStream.Builder waits = LongStream.builder();
        for (Future<long[]> one : all) {
            LongStream.of(one.get()).forEach(waits);
        }
        return waits.build().toArray();
    }

    private long[] each(Customer customer, Wish wish, BooleanSupplier again, int expected) throws IOException {
        LongStream.Builder waits = LongStream.builder();
        while (again.getAsBoolean()) {
            long begun = System.nanoTime();
            if (!keptAlive) {
                customer.reconnect();
            }
            String answer = wish.by(customer, tag + count.incrementAndGet());
            waits.add(System.nanoTime() - begun);
            if (customer.status() != expected) {
                throw new IllegalStateException("An order was answered " + customer.status() + ": " + answer);
            }
        }
        return waits.build().toArray();
    }

    /** Orders so far. */
    long count() {
        return count.get();
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (Customer customer : customers) {
            customer.close();
        }
    }
}
