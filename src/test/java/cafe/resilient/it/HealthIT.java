/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.OrderResourceIT.name;
import static cafe.resilient.it.OrderResourceIT.order;
import static cafe.resilient.it.Site.json;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;

/** What fronts and monitors ask. */
@ArquillianTest
class HealthIT {

    private final Site site = Cafe.site();
    private final Site management = new Site(Integer.getInteger("cafe.management.port"));

    @Test
    void theFrontIsToldThatOrdersAreTaken() {
        Wait.until("it is warm", () -> site.get("/ready").statusCode() == 200);
        assertThat(site.get("/ready").body()).isEqualTo("ready\n");
        assertThat(site.get("/ready").headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void warmingUpLeavesNothing() {
        Wait.until("it is warm", () -> site.get("/ready").statusCode() == 200);

        assertThat(Cafe.isLogged("CAFE0002")).isTrue();
        assertThat(Cafe.isLogged("CAFE0003")).isFalse();
        assertThat(Cafe.book().numbers("Rehearsal")).isEmpty();
    }

    @Test
    void theManagementPortSaysTheSameAndWhereTheWriterWas() {
        site.postJson("/api/orders", order(name(), 2, "2030-03-01T19:30", ""));

        JsonObject health = json(management.get("/health/ready"));

        assertThat(health.getString("status")).isEqualTo("UP");
        assertThat(health.getJsonArray("checks").getValuesAs(JsonObject.class))
                .filteredOn(check -> check.getString("name").equals("stores"))
                .singleElement()
                .satisfies(check -> assertThat(check.getJsonObject("data").getString("writer"))
                        .isEqualTo("west"));
    }

    @Test
    void thePagesPortTellsNothingOfManagement() {
        for (String path : new String[] {"/health", "/health/ready", "/metrics", "/management", "/console"}) {
            assertThat(site.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }
}
