/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.message;

import cafe.resilient.platform.CommandRepository;
import jakarta.ejb.Stateless;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** The table of messages. */
@Stateless
public class MessageRepository extends CommandRepository<SendMessage> {

    public MessageRepository() {
        super(SendMessage.class, SentMessage.class);
    }

    @Override
    protected Optional<SendMessage> sample() {
        return Optional.of(new SendMessage("Rehearsal", "", "", LocalDate.EPOCH, UUID.randomUUID()));
    }
}
