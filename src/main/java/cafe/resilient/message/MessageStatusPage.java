/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.message;

import cafe.resilient.platform.Status;
import cafe.resilient.web.StatusPage;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Optional;

/** The page of one message. */
@Named
@RequestScoped
public class MessageStatusPage extends StatusPage<SendMessage> {

    @EJB
    private MessageService service;

    public MessageStatusPage() {
        super(SendMessage.class);
    }

    @Override
    protected Optional<Status> lookUp(String number) {
        return service.status(number);
    }
}
