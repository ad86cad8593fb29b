/* SPDX-License-Identifier: Apache-2.0 */
package lending;

import cafe.resilient.platform.Outcome;
import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.Status;
import cafe.resilient.platform.status.CommandLookup;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/** The library as programs see it. What changes data takes the header Idempotency-Key: the same key is the same wish. */
@RequestScoped
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class LendingResource {

    /** At the root of the server. */
    @ApplicationPath("/")
    public static class Door extends Application {}

    @EJB
    private LendingService library;

    @Inject
    private CommandLookup lookup;

    @HeaderParam("Idempotency-Key")
    private UUID key;

    @POST
    @Path("members")
    public Response register(@FormParam("card") int card, @FormParam("name") String name) {
        return answer(library.register(new RegisterMember(card, name, key())));
    }

    @POST
    @Path("copies/{copy}/loans")
    public Response lend(@PathParam("copy") String copy, @FormParam("card") int card) {
        return answer(library.lend(new LendCopy(copy, card, key())));
    }

    @POST
    @Path("copies/{copy}/returns")
    public Response giveBack(@PathParam("copy") String copy) {
        return answer(library.giveBack(new ReturnCopy(copy, key())));
    }

    @POST
    @Path("payments")
    public Response pay(@FormParam("card") int card, @FormParam("cents") int cents) {
        return answer(library.pay(new PayFee(card, cents, key())));
    }

    @GET
    @Path("members/{card}/copies")
    public String copies(@PathParam("card") int card) {
        return Json.createArrayBuilder(library.copies(card)).build().toString();
    }

    /** Where a command is, of whatever type it is. */
    @GET
    @Path("commands/{number:[0-9a-f]{20}}")
    public String state(@PathParam("number") String number) {
        Status status = lookup.status(number).orElseThrow(NotFoundException::new);
        JsonObjectBuilder answer =
                Json.createObjectBuilder().add("state", status.state().name());
        Optional.ofNullable(status.reason()).ifPresent(reason -> answer.add("reason", reason));
        if (status.type().equals("PayFee")) {
            status.result(Paid.class).ifPresent(paid -> answer.add("fees", paid.fees()));
        }
        return answer.build().toString();
    }

    private static Response answer(Receipt receipt) {
        JsonObjectBuilder answer = Json.createObjectBuilder()
                .add("outcome", receipt.outcome().name())
                .add("number", receipt.number());
        receipt.result(Paid.class).ifPresent(paid -> answer.add("fees", paid.fees()));
        return Response.status(receipt.outcome() == Outcome.QUEUED ? 202 : 201)
                .entity(answer.build().toString())
                .build();
    }

    private UUID key() {
        return key == null ? UUID.randomUUID() : key;
    }
}
