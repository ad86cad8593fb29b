/* SPDX-License-Identifier: Apache-2.0 */
package lending;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Accounts as an administrator sees them. */
@RequestScoped
@Path("accounts")
public class AccountResource {

    @EJB
    private AccountService accounts;

    @GET
    @Path("{card}")
    public String fees(@PathParam("card") int card) {
        return String.valueOf(accounts.fees(card));
    }

    @POST
    @Path("{card}/corrections")
    public void correct(@PathParam("card") int card, @FormParam("cents") int cents) {
        accounts.correct(card, cents);
    }

    @POST
    @Path("{card}/careless-corrections")
    public void correctCarelessly(@PathParam("card") int card, @FormParam("cents") int cents) {
        accounts.correctCarelessly(card, cents);
    }

    @GET
    @Path("audit/{seconds}")
    public void audit(@PathParam("seconds") int seconds) {
        accounts.audit(seconds);
    }

    @GET
    @Path("{card}/without-transaction")
    public long feesWithoutTransaction(@PathParam("card") int card) {
        return accounts.feesWithoutTransaction(card);
    }

    @GET
    @Path("guess")
    public long guess() {
        return accounts.guess();
    }
}
