/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;

/** The OpenAPI document the application serves, held against real answers. */
final class Contract {

    private final JsonObject document;
    private final Set<String> seen = new TreeSet<>();

    Contract(Site site) {
        document = Site.json(site.get("/openapi.json"));
    }

    /** Fails if the answer's status, type or body is not what the document says of this path and method. */
    HttpResponse<String> check(String path, HttpResponse<String> answer) {
        String method = answer.request().method().toLowerCase(java.util.Locale.ROOT);
        JsonObject methods = document.getJsonObject("paths").getJsonObject(path);
        assertThat(methods.keySet()).as(path).contains(method);
        JsonObject responses = methods.getJsonObject(method).getJsonObject("responses");
        String status = String.valueOf(answer.statusCode());
        assertThat(responses.keySet()).as(method + " " + path).contains(status);
        seen.add(method + " " + path + " " + status);
        JsonObject response = responses.getJsonObject(status);
        if (response.containsKey("headers")) {
            assertThat(answer.headers().map())
                    .containsKeys(response.getJsonObject("headers").keySet().stream()
                            .map(name -> name.toLowerCase(java.util.Locale.ROOT))
                            .toArray(String[]::new));
        }
        if (response.containsKey("content")) {
            checkBody(response.getJsonObject("content"), answer);
        }
        return answer;
    }

    /** What the document says and {@link #check} has not seen, as "method path status". */
    Set<String> unseen() {
        Set<String> all = new TreeSet<>();
        document.getJsonObject("paths")
                .forEach((path, methods) -> methods.asJsonObject()
                        .forEach((method, operation) -> operation
                                .asJsonObject()
                                .getJsonObject("responses")
                                .keySet()
                                .forEach(status -> all.add(method + " " + path + " " + status))));
        all.removeAll(seen);
        return all;
    }

    private void checkBody(JsonObject content, HttpResponse<String> answer) {
        String type = answer.headers().firstValue("Content-Type").orElseThrow().split(";")[0];
        assertThat(content.keySet()).contains(type);
        String schema = Json.createObjectBuilder(content.getJsonObject(type).getJsonObject("schema"))
                .add("components", document.get("components"))
                .build()
                .toString();
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema)
                        .validate(answer.body(), InputFormat.JSON))
                .as(answer.body())
                .isEmpty();
    }
}
