/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.notes;

import cafe.resilient.platform.CommandHandler;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Keeps a note after those of its sequence. */
@Stateless
public class HandlerInOrder extends CommandHandler<HandleInOrder> {

    @PersistenceContext
    private EntityManager entityManager;

    public HandlerInOrder() {
        super(HandleInOrder.class, NoteLog.class);
    }

    @Override
    protected Record handle(HandleInOrder command) {
        entityManager.persist(new Note(command.text()));
        return null;
    }
}
