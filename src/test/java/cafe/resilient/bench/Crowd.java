/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** A closed loop: so many customers, each of whom orders again as soon as he is answered, on a connection kept alive. */
final class Crowd implements AutoCloseable {

    private final List<Customer> customers = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong count = new AtomicLong();
    private final String tag;

    /** @param tag what the names of all orders begin with */
    Crowd(int port, int size, String tag) throws IOException {
        this.tag = tag;
        for (int i = 0; i < size; i++) {
            customers.add(new Customer(port));
        }
    }

    /** Lets them order for that long. @return how long each order took, in nanoseconds */
    long[] order(Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        List<Future<long[]>> all = new ArrayList<>();
        for (Customer customer : customers) {
            all.add(threads.submit(() -> orders(customer, end)));
        }
        LongStream.Builder waits = LongStream.builder();
        for (Future<long[]> one : all) {
            LongStream.of(one.get()).forEach(waits);
        }
        return waits.build().toArray();
    }

    private long[] orders(Customer customer, long end) throws IOException {
        LongStream.Builder waits = LongStream.builder();
        for (long begun = System.nanoTime(); begun - end < 0; begun = System.nanoTime()) {
            String answer = customer.order(tag + count.incrementAndGet());
            waits.add(System.nanoTime() - begun);
            if (customer.status() != 201) {
                throw new IllegalStateException("An order was answered " + customer.status() + ": " + answer);
            }
        }
        return waits.build().toArray();
    }

    /** Orders so far, all confirmed. */
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
