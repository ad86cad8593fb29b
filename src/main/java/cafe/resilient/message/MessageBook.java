/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.message;

import cafe.resilient.platform.Entries;
import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.Status;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/** The table of messages in the region of the current attempt; each call is one transaction. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class MessageBook {

    @Inject
    private Entries entries;

    public Receipt enter(SendMessage message) {
        return entries.enter(
                SentMessage.class,
                message,
                Map.of("name", message.name(), "email", message.email(), "text", message.text(), "day", message.day()));
    }

    public Optional<Status> status(String number) {
        return entries.status(SentMessage.class, number);
    }
}
