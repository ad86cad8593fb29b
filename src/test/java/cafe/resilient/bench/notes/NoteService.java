/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.notes;

import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.Resilient;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Keeps notes in each way. */
@Stateless
@Resilient
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NoteService {
    @EJB
    private Inserts inserts;

    @EJB
    private Handler handler;

    @EJB
    private HandlerInOrder handlerInOrder;

    public Receipt keep(Insert command) {
        return inserts.enter(command);
    }

    public Receipt keep(Handle command) {
        return handler.enter(command);
    }

    public Receipt keep(HandleInOrder command) {
        return handlerInOrder.enter(command);
    }
}
