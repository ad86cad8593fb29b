/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.BrowserIT.fill;
import static cafe.resilient.it.OrderResourceIT.name;
import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.lab.Lab;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** K9: with every store away the form tells the truth, keeps what was typed, and is sent again without harm. */
@ArquillianTest
class NoStoreIT {

    private final Lab lab = Cafe.lab();

    @AfterEach
    void heal() {
        lab.queues().up();
        lab.restore("west");
    }

    /** K9 */
    @ParameterizedTest
    @ValueSource(strings = {"en-GB", "de-DE"})
    void whenEverythingIsDownTheFormTellsTheTruthAndKeepsWhatWasTyped(String language) {
        try (Browser browser = new Browser(Cafe.front(), true, language)) {
            loseEveryStore();
            String name = name();
            browser.open("/order.xhtml");
            fill(browser, name);

            browser.send();

            assertThat(browser.find(".problem").getText())
                    .startsWith(
                            language.equals("en-GB") ? "We could not take your order" : "Wir konnten Ihre Bestellung");
            assertThat(browser.value("name")).isEqualTo(name);
            browser.picture("order-not-taken-" + language);
            lab.queues().up();
            lab.restore();
            browser.send();

            assertThat(browser.find("article").getDomAttribute("data-answer")).isEqualTo("CONFIRMED");
        }
    }

    @Test
    void aMessageThatNoStoreTakesIsStillInTheForm() {
        try (Browser browser = new Browser(Cafe.front(), true)) {
            loseEveryStore();
            browser.open("/message.xhtml");
            browser.type("name", name());
            browser.type("text", "The cake was good.");

            browser.send();

            assertThat(browser.find(".problem").getText()).startsWith("We could not take your message");
            assertThat(browser.value("text")).isEqualTo("The cake was good.");
            browser.picture("message-not-taken");
        }
    }

    @Test
    void whenTheQueueIsSilentTooTheFormSaysThatNobodyKnowsAndIsSentAgainWithoutHarm() {
        try (Browser browser = new Browser(Cafe.front(), true)) {
            lab.loseAll(false);
            lab.queues().mute();
            String name = name();
            browser.open("/order.xhtml");
            fill(browser, name);

            browser.send();

            assertThat(browser.find(".problem").getText()).startsWith("We cannot say whether your order is in");
            assertThat(browser.value("name")).isEqualTo(name);
            browser.picture("order-unknown");
            lab.queues().up();
            lab.restore();
            browser.send();

            assertThat(browser.find("article").getDomAttribute("data-answer")).isEqualTo("CONFIRMED");
            assertThat(Cafe.book().numbers(name)).hasSize(1);
        }
    }

    /** And waits until it has been noticed: what is sent over a connection that is reset just then may be in. */
    private void loseEveryStore() {
        lab.loseAll(false);
        lab.queues().down();
        String order = OrderResourceIT.order(name(), 2, "2030-03-01T19:30", "");
        Wait.until(
                "nothing is sent",
                () -> Site.json(Cafe.site().postJson("/api/orders", order))
                        .getString("outcome")
                        .equals("NOT_TAKEN"));
    }
}
