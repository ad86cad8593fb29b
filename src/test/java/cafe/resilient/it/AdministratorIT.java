/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.Cafe.requireLogged;
import static cafe.resilient.it.OrderResourceIT.name;
import static cafe.resilient.it.OrderResourceIT.order;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an administrator does to the databases and their pools by hand costs no customer anything. */
@ArquillianTest
class AdministratorIT extends WhileCustomersOrder {

    private static final int MANY = 10;

    @Test
    void plannedSwitchover() throws Exception {
        everybodyIsConfirmedDuring(lab::switchover);
    }

    @Test
    void aRegionItsAdministratorDisablesIsDrainedLiveAndComesBack() throws Exception {
        everybodyIsConfirmedDuring(() -> {
            Cafe.enable("west", false);
            // within 2 s; then a second in which at other times there are twenty
            long rows = awaitNoMoreRows(Duration.ofSeconds(1), Duration.ofMillis(3_500));
            Cafe.enable("west", true);
            Wait.within(Duration.ofSeconds(2), "orders go there again", () -> book.rows() > rows);
        });
        requireLogged("UDP0208", "region west is disabled");
    }

    /** Until there has been no new one for that long; answers how many there are. */
    private long awaitNoMoreRows(Duration still, Duration within) {
        AtomicLong rows = new AtomicLong(-1);
        AtomicLong since = new AtomicLong();
        Wait.within(within, "no new order goes there", () -> {
            long now = book.rows();
            if (rows.getAndSet(now) != now) {
                since.set(System.nanoTime());
            }
            return System.nanoTime() - since.get() > still.toNanos();
        });
        return rows.get();
    }

    @ParameterizedTest
    @ValueSource(strings = {"flush-all", "flush-idle", "flush-gracefully", "flush-invalid"})
    void anAdministratorWhoFlushesThePoolByHand(String flush) throws Exception {
        everybodyIsConfirmedDuring(() -> {
            for (int i = 0; i < 50; i++) {
                Cafe.management().flush("west", flush);
            }
        });
    }

    /** How a new version is deployed, as operations.md says. */
    @Test
    void aServerThatIsSuspendedFinishesWhatIsUnderWayAndIsRedeployed() throws Exception {
        lab.freeze(lab.writer());
        ExecutorService customers = Executors.newFixedThreadPool(MANY);
        List<Future<HttpResponse<String>>> underWay = IntStream.range(0, MANY)
                .mapToObj(i -> customers.submit(AdministratorIT::placeOne))
                .toList();
        Wait.until("they wait", () -> Cafe.management().busyThreads() >= MANY);
        CompletableFuture<Void> suspended =
                CompletableFuture.runAsync(() -> Cafe.management().suspend(10));
        try {
            Wait.until("nobody else comes in", () -> Cafe.site().get("/").statusCode() == 503);
            lab.thaw();
            for (Future<HttpResponse<String>> order : underWay) {
                assertThat(order.get().statusCode()).isEqualTo(201);
            }
            suspended.join();
            Cafe.management().redeploy();
        } finally {
            Cafe.management().resume();
            customers.shutdownNow();
        }

        assertThat(placeOne().statusCode()).isEqualTo(201);
    }

    private static HttpResponse<String> placeOne() {
        return Cafe.site().postJson("/api/orders", order(name(), 2, "2030-03-01T19:30", ""));
    }
}
