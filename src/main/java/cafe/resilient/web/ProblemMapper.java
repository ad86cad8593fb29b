/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers 404, 405, 406, 415 and their like as problem+json, in one sentence. */
@Provider
public class ProblemMapper implements ExceptionMapper<WebApplicationException> {

    @Override
    public Response toResponse(WebApplicationException e) {
        Response original = e.getResponse();
        if (original.hasEntity() || original.getStatus() < 400) {
            return original;
        }
        Response.ResponseBuilder problem = Problem.of(original.getStatus(), sentence(original.getStatus()));
        String allow = original.getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? problem.build()
                : problem.header(HttpHeaders.ALLOW, allow).build();
    }

    private static String sentence(int status) {
        return switch (status) {
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not take this method.";
            case 406 -> "This address answers in application/json only.";
            case 415 -> "Send the content as application/json.";
            default -> "The request cannot be answered as it is.";
        };
    }
}
