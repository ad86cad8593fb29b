/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.message;

import cafe.resilient.platform.status.CommandLookup;
import cafe.resilient.web.Answer;
import cafe.resilient.web.JsonBody;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/** Messages from machines. */
@RequestScoped
@Path("/messages")
@Produces(MediaType.APPLICATION_JSON)
public class MessageResource {

    @EJB
    private MessageService service;

    @Inject
    private CommandLookup lookup;

    @Inject
    private Validator validator;

    @Inject
    private Clock clock;

    /** 201 CONFIRMED, 200 ALREADY_PLACED, 202 QUEUED; 400 with each field at fault, 413, 415; 503 NOT_TAKEN or UNKNOWN. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response send(@HeaderParam("Idempotency-Key") List<String> keys, InputStream content) {
        JsonBody body = JsonBody.read(content);
        MessageForm form = new MessageForm();
        form.setName(body.text("name"));
        form.setEmail(body.text("email"));
        form.setText(body.text("text"));
        form.setDay(body.parsed("day", "a day such as 2027-03-01", LocalDate::parse));
        form.setSubmission(body.idempotencyKey(keys));
        body.requireValid(form, validator);
        return Answer.taken(service.send(form.toCommand(LocalDate.now(clock))), "messages");
    }

    /** 200 with state and journey, 404, or 503 when it cannot be looked up just now; never the message itself. */
    @GET
    @Path("/{number:[0-9a-f]{20}}")
    public Response status(@PathParam("number") String number) {
        return Answer.status(() -> lookup.status(SendMessage.class, number, () -> service.status(number)));
    }
}
