/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.message;

import cafe.resilient.web.FormOutcome;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.LocalDate;

/** The message form. */
@Named
@RequestScoped
public class MessagePage {

    @EJB
    private MessageService service;

    @Inject
    private Clock clock;

    @Inject
    private FormOutcome outcome;

    private final MessageForm form = new MessageForm();

    @PostConstruct
    void show() {
        form.setDay(LocalDate.now(clock));
    }

    public String send() {
        return outcome.to("message", form, () -> form.toCommand(LocalDate.now(clock)), service::send);
    }

    public MessageForm getForm() {
        return form;
    }
}
