/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.OrderResourceIT.name;
import static cafe.resilient.it.OrderResourceIT.order;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.lab.Lab;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;

/** Every database gone, and back at the end. */
abstract class InOutage {

    static final String AT = "2030-03-01T19:30";

    static final int PER_SECOND = 10;

    final Lab lab = Cafe.lab();
    final Book book = Cafe.book();
    final Site site = Cafe.site();

    @AfterEach
    void heal() {
        lab.queues().up();
        lab.restore("west");
        awaitEmptyQueue();
    }

    /** What is done while customers order, and there is no database. */
    interface Fault {
        void happen() throws Exception;
    }

    void everybodyIsTakenDuring(Fault fault) throws Exception {
        try (Customers customers = new Customers(site, PER_SECOND)) {
            fault.happen();
            customers.awaitAnswers(2 * PER_SECOND);
            lab.restore("west");
            customers.requireAllTaken(book);
        }
    }

    /** No database, and the application has known it for so long that nobody waits any more. */
    void awaitKnownOutage() {
        lab.loseAll(false);
        assertThat(place(order(name(), 2, AT, "the first of the outage")).statusCode())
                .isEqualTo(202);
    }

    void awaitEmptyQueue() {
        try (Kept west = new Kept("west");
                Kept east = new Kept("east")) {
            Wait.until("the queue is empty", () -> west.waiting() == 0 && east.waiting() == 0);
        }
    }

    HttpResponse<String> place(String order) {
        return site.postJson("/api/orders", order);
    }
}
