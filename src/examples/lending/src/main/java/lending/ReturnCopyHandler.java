/* SPDX-License-Identifier: Apache-2.0 */
package lending;

import cafe.resilient.platform.CommandHandler;
import cafe.resilient.platform.RefusedException;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** An update, and a rule, which the code keeps. */
@Stateless
public class ReturnCopyHandler extends CommandHandler<ReturnCopy> {

    @PersistenceContext
    private EntityManager entityManager;

    public ReturnCopyHandler() {
        super(ReturnCopy.class, LendingLog.class);
    }

    @Override
    protected Record handle(ReturnCopy command) {
        int returned = entityManager
                .createQuery("update Loan set returned = true where copy = :copy and not returned")
                .setParameter("copy", command.copy())
                .executeUpdate();
        if (returned == 0) {
            throw new RefusedException("The copy is not lent");
        }
        return null;
    }
}
