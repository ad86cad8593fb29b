/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.OrderResourceIT.name;
import static cafe.resilient.it.OrderResourceIT.order;
import static cafe.resilient.it.Site.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;

/** The OpenAPI document says of the REST API what is true: every status but 503, which {@link NoDatabaseIT} checks. */
@ArquillianTest
class OpenApiIT {

    private final Site site = Cafe.site();
    private final Contract contract = new Contract(site);

    @Test
    void everyAnswerIsAsTheDocumentSaysAndEveryOneItNamesIsSeen() {
        exercise("/api/orders", order(name(), 2, "2030-03-01T19:30", ""));
        exercise("/api/messages", "{\"name\":\"" + name() + "\",\"text\":\"hello\"}");

        assertThat(contract.unseen()).allMatch(documented -> documented.matches(".* (202|503)"));
    }

    @Test
    void anAnswerOtherThanTheDocumentSaysIsNoticed() {
        HttpResponse<String> order = site.postJson("/api/orders", order(name(), 2, "2030-03-01T19:30", ""));
        HttpResponse<String> notFound = site.get("/api/orders/nonsense");

        assertThatThrownBy(() -> contract.check("/api/orders/{number}", order)).hasMessageContaining("post");
        assertThatThrownBy(() -> contract.check("/api/messages", notFound)).hasMessageContaining("get");
    }

    private void exercise(String path, String good) {
        String number = json(contract.check(path, site.postJson(path, good))).getString("number");
        contract.check(path, site.postJson(path, good));
        contract.check(path, site.postJson(path, "{}"));
        contract.check(path, site.postJson(path, "nonsense"));
        contract.check(path, site.postJson(path, "{\"text\":\"" + "x".repeat(20_000) + "\"}"));
        contract.check(path, site.send("POST", path, "text/plain", good));
        contract.check(path, site.send("POST", path, "application/json", good, "Sec-Fetch-Site", "cross-site"));
        contract.check(path + "/{number}", site.get(path + "/" + number));
        contract.check(path + "/{number}", site.get(path + "/00000000000000000000"));
    }
}
