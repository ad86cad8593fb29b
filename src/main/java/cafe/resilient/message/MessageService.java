/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.message;

import cafe.resilient.platform.NotTakenException;
import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.RefusedException;
import cafe.resilient.platform.Resilient;
import cafe.resilient.platform.Status;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.Optional;

/** Takes messages and answers for them, whichever region has the writer. */
@Stateless
@Resilient
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MessageService {

    @EJB
    private MessageRepository repository;

    /**
     * Takes the message once, however often it is sent.
     *
     * @throws NotTakenException if no store took it before the deadline; sending it again cannot double it
     * @throws RefusedException if the database does not accept its content
     */
    public Receipt send(SendMessage message) {
        return repository.enter(message);
    }

    /**
     * The message's status as the database knows it, or empty if it has no such message.
     *
     * @throws NotTakenException if no writer could be asked before the deadline
     */
    @Resilient(idempotent = true)
    public Optional<Status> status(String number) {
        return repository.status(number);
    }
}
