/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.order;

import cafe.resilient.platform.NotTakenException;
import cafe.resilient.platform.Outcome;
import cafe.resilient.platform.Receipt;
import cafe.resilient.web.JsonBody;
import cafe.resilient.web.Problem;
import cafe.resilient.web.Typed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.validation.Validator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Orders for machines. */
@RequestScoped
@Path("/orders")
@Produces(MediaType.APPLICATION_JSON)
public class OrderResource {

    @EJB
    private OrderDesk desk;

    @Inject
    private Validator validator;

    /** 201 CONFIRMED, 200 ALREADY_PLACED; 400 with each field at fault, 413, 415; 503 NOT_TAKEN or UNKNOWN. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response place(InputStream body) {
        Receipt receipt = desk.place(read(JsonBody.read(body)).toCommand());
        return Response.status(receipt.outcome() == Outcome.CONFIRMED ? 201 : 200)
                .location(URI.create("orders/" + receipt.number()))
                .entity(Json.createObjectBuilder()
                        .add("number", receipt.number())
                        .add("outcome", receipt.outcome().name())
                        .add("region", receipt.region())
                        .add("waitedMs", receipt.waited().toMillis())
                        .build()
                        .toString())
                .build();
    }

    /** 200 with state and journey, 404, or 503 when no writer can be asked just now; never the order's content. */
    @GET
    @Path("/{number:[0-9a-f]{20}}")
    public Response status(@PathParam("number") String number) {
        try {
            OrderStatus status = desk.status(number).orElseThrow(NotFoundException::new);
            return Response.ok(Json.createObjectBuilder()
                            .add("number", status.number())
                            .add("state", status.state().name())
                            .add("journey", status.journey().toJson())
                            .build()
                            .toString())
                    .build();
        } catch (NotTakenException e) {
            return Problem.of(503, "We cannot look it up just now.")
                    .header("Retry-After", 5)
                    .build();
        }
    }

    private OrderForm read(JsonBody body) {
        OrderForm form = new OrderForm();
        form.setName(body.text("name"));
        form.setPeople(body.integer("people", "a whole number from 1 to 9999"));
        form.setAt(body.parsed("at", "a date and time such as 2027-03-01T19:30", Typed::dateTime));
        form.setText(body.text("text"));
        form.setSubmission(body.parsed("submission", "a UUID", Typed::uuid));
        List<Problem.FieldError> errors = new ArrayList<>(body.errors());
        validator.validate(form).stream()
                .map(v -> new Problem.FieldError(v.getPropertyPath().toString(), v.getMessage()))
                .filter(error -> errors.stream().noneMatch(e -> e.field().equals(error.field())))
                .forEach(errors::add);
        if (!errors.isEmpty()) {
            throw new WebApplicationException(Problem.ofFields(errors).build());
        }
        return form;
    }
}
