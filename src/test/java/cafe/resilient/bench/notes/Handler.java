/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.notes;

import cafe.resilient.platform.CommandHandler;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Keeps a note. */
@Stateless
public class Handler extends CommandHandler<Handle> {

    @PersistenceContext
    private EntityManager entityManager;

    public Handler() {
        super(Handle.class, NoteLog.class);
    }

    @Override
    protected Record handle(Handle command) {
        entityManager.persist(new Note(command.text()));
        return null;
    }
}
