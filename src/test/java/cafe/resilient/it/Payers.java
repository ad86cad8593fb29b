/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.Site.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A steady stream of payments on one account of the lending library, each of another sum; all that was answered is kept. */
final class Payers implements AutoCloseable {

    private static final int PER_SECOND = 20;

    private final AtomicInteger count = new AtomicInteger();
    private final Queue<Future<?>> sent = new ConcurrentLinkedQueue<>();
    private final Queue<String> numbers = new ConcurrentLinkedQueue<>();
    private final Queue<String> others = new ConcurrentLinkedQueue<>();
    private final ExecutorService payers = Executors.newCachedThreadPool();
    private final ScheduledExecutorService door = Executors.newSingleThreadScheduledExecutor();
    private final Site site;
    private final int card;

    Payers(Site site, int card) {
        this.site = site;
        this.card = card;
        door.scheduleAtFixedRate(
                () -> sent.add(payers.submit(this::payNext)), 0, 1_000_000 / PER_SECOND, TimeUnit.MICROSECONDS);
    }

    /** Lets them come until so many more have been answered. */
    void awaitAnswers(int more) {
        int enough = numbers.size() + others.size() + more;
        Wait.until("answers come", () -> numbers.size() + others.size() >= enough);
    }

    /** No more come. @return how many there were, after all of them were answered, and what is queued was entered */
    int stop() throws Exception {
        door.shutdownNow();
        door.awaitTermination(1, TimeUnit.MINUTES);
        for (Future<?> payment : sent) {
            payment.get(1, TimeUnit.MINUTES);
        }
        assertThat(others).as("answers that took nothing").isEmpty();
        for (String number : numbers) {
            Wait.until(
                    "payment " + number + " is entered",
                    () -> json(site.get("/commands/" + number))
                            .getString("state")
                            .equals("CONFIRMED"));
        }
        assertThat(List.copyOf(numbers)).doesNotHaveDuplicates();
        return numbers.size();
    }

    /** All that they paid, in cents: 1 + 2 + 3 and so on. */
    long sum() {
        long last = count.get();
        return last * (last + 1) / 2;
    }

    private void payNext() {
        int cents = count.incrementAndGet();
        String key = UUID.randomUUID().toString();
        HttpResponse<String> answer = pay(cents, key);
        if (answer.statusCode() == 503) { // nobody knows: the same again
            answer = pay(cents, key);
        }
        if (answer.statusCode() == 201 || answer.statusCode() == 202) {
            numbers.add(json(answer).getString("number"));
        } else {
            others.add(answer.statusCode() + " " + answer.body());
        }
    }

    private HttpResponse<String> pay(int cents, String key) {
        return site.send(
                "POST",
                "/payments",
                "application/x-www-form-urlencoded",
                "card=" + card + "&cents=" + cents,
                "Idempotency-Key",
                key);
    }

    @Override
    public void close() {
        door.shutdownNow();
        payers.shutdownNow();
    }
}
