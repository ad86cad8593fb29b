/* SPDX-License-Identifier: Apache-2.0 */
package bakery;

import cafe.resilient.platform.Lookup;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Application;
import java.time.LocalDate;
import java.util.UUID;

/** Where customers ask for loaves. */
@RequestScoped
@Path("/loaves")
public class Counter {

    /** At the root of the server. */
    @ApplicationPath("/")
    public static class Door extends Application {}

    @EJB
    private Baker baker;

    @Inject
    private Lookup lookup;

    /** Answers with the outcome and the number. @throws NotTakenException if nobody could take it */
    @POST
    public String bake(@FormParam("kind") String kind, @FormParam("day") String day) {
        var receipt = baker.bake(new BakeLoaf(kind, LocalDate.parse(day), UUID.randomUUID()));
        return receipt.outcome() + " " + receipt.number();
    }

    @GET
    @Path("/{number}")
    public String state(@PathParam("number") String number) {
        return lookup.status(number, () -> baker.status(number))
                .orElseThrow(NotFoundException::new)
                .state()
                .name();
    }
}
