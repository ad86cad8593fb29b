/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import static cafe.resilient.platform.Jsonp.JSON;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;

/** What is wrong with a request, as application/problem+json (RFC 9457). */
public final class Problem {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** One field at fault. */
    public record FieldError(String field, String message) {}

    private Problem() {}

    public static Response.ResponseBuilder of(int status, String detail) {
        return respond(status, body(status, detail));
    }

    /** 400, naming each field at fault. */
    public static Response.ResponseBuilder ofFields(List<FieldError> errors) {
        var array = JSON.createArrayBuilder();
        errors.forEach(error ->
                array.add(JSON.createObjectBuilder().add("field", error.field()).add("message", error.message())));
        return respond(400, body(400, "Some fields are not right.").add("errors", array));
    }

    /** 503, telling whether the command may be in all the same (UNKNOWN) or not (NOT_TAKEN). */
    public static Response.ResponseBuilder ofOutcome(String outcome, String detail) {
        return respond(503, body(503, detail).add("outcome", outcome)).header("Retry-After", 5);
    }

    /** The same where no REST resource answers. */
    static void send(HttpServletResponse response, int status, String detail) throws IOException {
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        response.getOutputStream()
                .write(body(status, detail).build().toString().getBytes(UTF_8)); // a writer's is Latin-1
    }

    private static JsonObjectBuilder body(int status, String detail) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return JSON.createObjectBuilder()
                .add("title", known == null ? "HTTP " + status : known.getReasonPhrase())
                .add("status", status)
                .add("detail", detail);
    }

    private static Response.ResponseBuilder respond(int status, JsonObjectBuilder body) {
        return Response.status(status).type(MEDIA_TYPE).entity(body.build().toString());
    }
}
