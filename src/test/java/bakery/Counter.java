/* SPDX-License-Identifier: Apache-2.0 */
package bakery;

import cafe.resilient.platform.NotTakenException;
import cafe.resilient.platform.RefusedException;
import cafe.resilient.platform.status.CommandLookup;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
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
import java.util.function.Supplier;

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
    private CommandLookup lookup;

    @EJB
    private Till till;

    /** Answers with the outcome and the number, or with what is said instead. */
    @POST
    public String bake(@FormParam("kind") String kind, @FormParam("day") String day, @FormParam("slot") int slot) {
        return told(() -> {
            var receipt = baker.bake(new BakeLoaf(kind, LocalDate.parse(day), slot, UUID.randomUUID()));
            return receipt.outcome() + " " + receipt.number();
        });
    }

    @POST
    @Path("/till")
    public String pay(@FormParam("cents") int cents) {
        return told(() -> {
            till.pay(cents);
            return "paid";
        });
    }

    @GET
    @Path("/till")
    public String balance() {
        return told(() -> String.valueOf(till.balance()));
    }

    @GET
    @Path("/till/audit/{seconds}")
    public String audit(@PathParam("seconds") int seconds) {
        return told(() -> {
            till.audit(seconds);
            return "audited";
        });
    }

    @GET
    @Path("/till/guess")
    public String guess() {
        return told(() -> String.valueOf(till.guess()));
    }

    private static String told(Supplier<String> call) {
        try {
            return call.get();
        } catch (RefusedException e) {
            return "refused: " + e.getMessage();
        } catch (NotTakenException e) {
            return (e.isUnknown() ? "unknown: " : "not taken: ") + e.getMessage();
        } catch (EJBException e) {
            return "bug: " + e.getCausedByException().getClass().getSimpleName();
        }
    }

    @GET
    @Path("/{number:[0-9a-f]{20}}")
    public String state(@PathParam("number") String number) {
        return lookup.status(number, () -> baker.status(number))
                .orElseThrow(NotFoundException::new)
                .state()
                .name();
    }
}
