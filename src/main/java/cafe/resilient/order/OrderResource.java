/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.order;

import cafe.resilient.platform.status.CommandLookup;
import cafe.resilient.web.Answer;
import cafe.resilient.web.InputText;
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
import java.util.List;

/** Orders for machines. */
@RequestScoped
@Path("/orders")
@Produces(MediaType.APPLICATION_JSON)
public class OrderResource {

    @EJB
    private OrderService service;

    @Inject
    private CommandLookup lookup;

    @Inject
    private Validator validator;

    /** 201 CONFIRMED, 200 ALREADY_PLACED, 202 QUEUED; 400 with each field at fault, 413, 415; 503 NOT_TAKEN or UNKNOWN. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response place(@HeaderParam("Idempotency-Key") List<String> keys, InputStream content) {
        JsonBody body = JsonBody.read(content);
        OrderForm form = new OrderForm();
        form.setName(body.text("name"));
        form.setPeople(body.integer("people", "a whole number from 1 to 9999"));
        form.setAt(body.parsed("at", "a date and time such as 2027-03-01T19:30", InputText::dateTime));
        form.setText(body.text("text"));
        form.setSubmission(body.idempotencyKey(keys));
        body.requireValid(form, validator);
        return Answer.taken(service.place(form.toCommand()), "orders");
    }

    /** 200 with state and journey, 404, or 503 when it cannot be looked up just now; never the order's content. */
    @GET
    @Path("/{number:[0-9a-f]{20}}")
    public Response status(@PathParam("number") String number) {
        return Answer.status(() -> lookup.status(PlaceOrder.class, number, () -> service.status(number)));
    }
}
