/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.Customers.inTime;
import static cafe.resilient.it.OrderResourceIT.name;
import static cafe.resilient.it.OrderResourceIT.order;
import static cafe.resilient.it.Site.json;
import static cafe.resilient.it.Site.page;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.jboss.arquillian.container.test.api.ContainerController;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** K8 and K9: the server starts, deploys and takes orders with every database down, and tells the truth with no store. */
@ArquillianTest
class NoDatabaseIT {

    @ArquillianResource
    private ContainerController servers;

    private final Site site = Cafe.site("late");

    @AfterEach
    void stop() {
        Cafe.lab().queues().up();
        try {
            servers.stop("late");
        } finally {
            Cafe.lab().restore();
        }
    }

    @Test
    void theServerStartsWithoutADatabaseAndTakesOrders() {
        Cafe.lab().loseAll(false);
        servers.start("late");
        String order = order(name(), 4, "2030-03-01T19:30", "first of the day");

        HttpResponse<String> queued = inTime(() -> site.postJson("/api/orders", order));
        HttpResponse<String> message = inTime(() -> site.postJson("/api/messages", "{\"name\":\"A\",\"text\":\"hi\"}"));
        Cafe.lab().restore();
        String number = json(queued).getString("number");
        Wait.until("it is entered", () -> Cafe.book().rows(number) == 1);
        HttpResponse<String> again = site.postJson("/api/orders", order);

        assertThat(queued.statusCode()).isEqualTo(202);
        assertThat(message.statusCode()).isEqualTo(202);
        assertThat(again.statusCode()).isEqualTo(200);
    }

    @Test
    void theServerStartsWithNoStoreAtAllAndTakesTheFirstOrderWhenOneComes() {
        Cafe.lab().loseAll(false);
        Cafe.lab().queues().down();
        servers.start("late");
        String order = order(name(), 4, "2030-03-01T19:30", "first of the day");

        Contract contract = new Contract(site);
        HttpResponse<String> refused = contract.check("/api/orders", inTime(() -> site.postJson("/api/orders", order)));
        HttpResponse<String> message = contract.check(
                "/api/messages", inTime(() -> site.postJson("/api/messages", "{\"name\":\"A\",\"text\":\"hi\"}")));
        Cafe.lab().restore();
        HttpResponse<String> taken = site.postJson("/api/orders", order);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(json(refused).getString("outcome")).isEqualTo("NOT_TAKEN");
        assertThat(message.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(taken.statusCode()).isEqualTo(201);
        assertThat(Cafe.book().rows(json(taken).getString("number"))).isEqualTo(1);
    }

    @Test
    void aServerThatLosesEveryStoreTellsTheTruthAndKeepsWhatWasTyped() {
        servers.start("late");
        String known = json(site.postJson("/api/orders", order(name(), 4, "2030-03-01T19:30", "")))
                .getString("number");
        Map<String, String> typed =
                Map.of("name", name(), "people", "3", "at", "2030-03-01T19:30", "text", "quiet, please");
        Cafe.lab().loseAll(false);
        Cafe.lab().queues().down();

        HttpResponse<String> form = inTime(() -> site.submit("/order.xhtml", typed));
        HttpResponse<String> lookedUp =
                new Contract(site).check("/api/orders/{number}", inTime(() -> site.get("/api/orders/" + known)));
        HttpResponse<String> lookedUpOnPage = inTime(() -> site.get("/order.xhtml?number=" + known));

        assertThat(form.statusCode()).isEqualTo(503);
        Document page = page(form);
        assertThat(page.selectFirst(".problem").text()).startsWith("We could not take your order");
        typed.forEach((name, text) ->
                assertThat(page.selectFirst("[name=" + name + "]").val()).isEqualTo(text));
        assertThat(lookedUp.statusCode()).isEqualTo(503);
        assertThat(lookedUpOnPage.statusCode()).isEqualTo(503);
        assertThat(page(lookedUpOnPage).selectFirst("h1").text()).isEqualTo("We cannot look it up just now");
        assertThat(site.get("/menu.xhtml").statusCode()).isEqualTo(200);
        Wait.until(
                "ready means takes orders, not has a database",
                () -> site.get("/ready").statusCode() == 200);
    }
}
