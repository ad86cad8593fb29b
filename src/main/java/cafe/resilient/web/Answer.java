/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import static cafe.resilient.platform.Jsonp.JSON;

import cafe.resilient.platform.NotTakenException;
import cafe.resilient.platform.Outcome;
import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.Status;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/** What REST resources answer to commands and to questions about them. */
public final class Answer {

    private Answer() {}

    /** 201 CONFIRMED, 200 ALREADY_PLACED or 202 QUEUED, with the address to look it up at. */
    public static Response taken(Receipt receipt, String path) {
        return Response.status(status(receipt.outcome()))
                .location(URI.create(path + "/" + receipt.number()))
                .entity(JSON.createObjectBuilder()
                        .add("number", receipt.number())
                        .add("outcome", receipt.outcome().name())
                        .add("region", receipt.region() == null ? JsonValue.NULL : JSON.createValue(receipt.region()))
                        .add("waitedMs", receipt.waited().toMillis())
                        .build()
                        .toString())
                .build();
    }

    private static int status(Outcome outcome) {
        return switch (outcome) {
            case CONFIRMED -> 201;
            case ALREADY_PLACED -> 200;
            case QUEUED -> 202;
        };
    }

    private static JsonObjectBuilder json(Status status) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("number", status.number())
                .add("state", status.state().name());
        if (status.reason() != null) {
            json.add("reason", status.reason());
        }
        return json.add("journey", status.journey().toJson());
    }

    /** 200 with state and journey, 404, or 503 when it cannot be looked up just now. */
    public static Response status(Supplier<Optional<Status>> lookUp) {
        try {
            return lookUp.get()
                    .map(status -> Response.ok(json(status).build().toString()))
                    .orElseGet(() -> Problem.of(404, "There is nothing with this number."))
                    .build();
        } catch (NotTakenException e) {
            return Problem.of(503, "We cannot look it up just now.")
                    .header("Retry-After", 5)
                    .build();
        }
    }
}
