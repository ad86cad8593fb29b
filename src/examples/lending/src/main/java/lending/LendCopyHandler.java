/* SPDX-License-Identifier: Apache-2.0 */
package lending;

import cafe.resilient.platform.CommandHandler;
import cafe.resilient.platform.RefusedBy;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** One row, and two rules, which the database keeps. */
@Stateless
@RefusedBy(constraint = "loans_one_a_copy", message = "The copy is lent")
@RefusedBy(constraint = "loans_of_members", message = "Nobody has this card")
public class LendCopyHandler extends CommandHandler<LendCopy> {

    @PersistenceContext
    private EntityManager entityManager;

    public LendCopyHandler() {
        super(LendCopy.class, LendingLog.class);
    }

    @Override
    protected Record handle(LendCopy command) {
        entityManager.persist(new Loan(command.copy(), command.card()));
        return null;
    }
}
