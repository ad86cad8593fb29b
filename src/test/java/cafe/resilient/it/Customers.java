/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.Site.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A steady stream of orders, by page and REST in turn, whatever happens to the earlier ones; every answer is kept. */
final class Customers implements AutoCloseable {

    /** What one customer was told. @param outcome CONFIRMED and so on, or what came instead */
    record Answer(String number, String outcome, Duration waited) {}

    /** The deadline of an order, and the client's own scheduling on a busy machine. */
    static final Duration LONGEST = Duration.ofSeconds(7).plusMillis(1_500);

    /** What a form's redirect says: it was taken, one way or the other. */
    private static final String PAGE = "taken by page";

    private final String tag = "C" + UUID.randomUUID().toString().substring(0, 8) + " ";
    private final AtomicInteger count = new AtomicInteger();
    private final Queue<Future<?>> sent = new ConcurrentLinkedQueue<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final ExecutorService customers = Executors.newCachedThreadPool();
    private final ScheduledExecutorService door = Executors.newSingleThreadScheduledExecutor();
    private final Site site;

    Customers(Site site, int perSecond) {
        this.site = site;
        door.scheduleAtFixedRate(
                () -> sent.add(customers.submit(this::order)), 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
    }

    /** K3, whatever the answer is. */
    static HttpResponse<String> inTime(Supplier<HttpResponse<String>> request) {
        long start = System.nanoTime();
        HttpResponse<String> answer = request.get();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as(answer.statusCode() + " " + answer.request().uri())
                .isLessThan(LONGEST);
        return answer;
    }

    /** Lets them come until so many more have been answered. */
    void awaitAnswers(int more) {
        int enough = answers.size() + more;
        Wait.until("answers come", () -> answers.size() >= enough);
    }

    /** Lets them come until that many were told that they are queued. */
    void awaitQueued(int many) {
        Wait.until(
                "orders are queued",
                () -> answers.stream()
                                .filter(answer -> answer.outcome().equals("QUEUED"))
                                .count()
                        >= many);
    }

    /** No more come; waits for the answers of all. */
    List<Answer> stop() throws Exception {
        door.shutdownNow();
        door.awaitTermination(1, TimeUnit.MINUTES);
        for (Future<?> order : sent) {
            order.get(1, TimeUnit.MINUTES);
        }
        return List.copyOf(answers);
    }

    /**
     * K1 to K4 as seen from outside: all confirmed, in time, and exactly their rows on the writer. Some rows may have come by the
     * queue: who waits for long has a copy there, and a replay may be quicker.
     */
    void requireAllConfirmed(Book book) throws Exception {
        List<Answer> all = stop();
        assertThat(all).allSatisfy(answer -> {
            assertThat(answer.outcome()).isIn(PAGE, "CONFIRMED");
            assertThat(answer.waited()).isLessThan(LONGEST);
        });
        requireTheirRows(all, book);
    }

    /** K1 to K3: all taken, by a database or by the queue, in time; and soon exactly their rows are on the writer. */
    void requireAllTaken(Book book) throws Exception {
        List<Answer> all = stop();
        assertThat(all).allSatisfy(answer -> {
            assertThat(answer.outcome()).isIn(PAGE, "CONFIRMED", "QUEUED");
            assertThat(answer.waited()).isLessThan(LONGEST);
        });
        Wait.until("all rows are there", () -> book.numbers(tag + "%").size() >= all.size());
        requireTheirRows(all, book);
    }

    private void requireTheirRows(List<Answer> all, Book book) {
        Set<String> rows = book.numbers(tag + "%");
        assertThat(all).extracting(Answer::number).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(rows);
    }

    private void order() {
        int i = count.incrementAndGet();
        long start = System.nanoTime();
        Answer answer;
        try {
            answer = i % 2 == 0 ? byPage(tag + i) : byRest(tag + i);
        } catch (RuntimeException e) {
            answer = new Answer("none", e.toString(), null);
        }
        answers.add(new Answer(answer.number, answer.outcome, Duration.ofNanos(System.nanoTime() - start)));
    }

    private Answer byRest(String name) {
        HttpResponse<String> answer =
                site.postJson("/api/orders", OrderResourceIT.order(name, 2, "2030-03-01T19:30", "by REST"));
        return answer.statusCode() == 201 || answer.statusCode() == 202
                ? new Answer(json(answer).getString("number"), json(answer).getString("outcome"), null)
                : new Answer("none", answer.statusCode() + " " + answer.body(), null);
    }

    private Answer byPage(String name) {
        HttpResponse<String> answer = site.submit(
                "/order.xhtml", Map.of("name", name, "people", "2", "at", "2030-03-01T19:30", "text", "by page"));
        String location = answer.headers().firstValue("Location").orElse("");
        return location.matches(".*number=[0-9a-f]{20}")
                ? new Answer(location.replaceFirst(".*number=", ""), PAGE, null)
                : new Answer("none", answer.statusCode() + " " + location, null);
    }

    @Override
    public void close() {
        door.shutdownNow();
        customers.shutdownNow();
    }
}
