/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static cafe.resilient.it.BrowserIT.fill;
import static cafe.resilient.it.OrderResourceIT.name;
import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** F20: customers click twice, reload, go back, have two tabs or no mouse. Each order is one row, and each is told so. */
@ArquillianTest
class HabitsIT {

    private static final String BOOKED = "Your table is booked";
    private static final String ALREADY_PLACED = "You have already placed this order";

    private final Book book = Cafe.book();

    @Test
    void anOrderIsPlacedByKeysAlone() {
        try (Browser browser = new Browser(Cafe.front(), true)) {
            browser.open("/order.xhtml");
            browser.press(Keys.TAB, Keys.ENTER);
            Browser.until("the navigation is skipped", () -> "main".equals(browser.focus()));
            browser.press(Keys.TAB);
            assertThat(browser.focus()).isEqualTo("name");
            String name = name();
            browser.press(name);
            browser.tabTo("people");
            browser.press("4");
            browser.tabTo("at");
            browser.press("03032030", Keys.TAB, "1930"); // day or month first, as the machine's language has it
            assertThat(browser.value("at")).isEqualTo("2030-03-03T19:30");
            browser.tabTo("text");
            browser.press("by the window");
            browser.tabTo("send");

            browser.pressToSend();

            assertThat(browser.heading()).isEqualTo(BOOKED);
            assertThat(book.numbers(name)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDoubleClickPlacesOneOrder(boolean javaScript) {
        try (Browser browser = new Browser(Cafe.front(), javaScript)) {
            String name = name();
            browser.open("/order.xhtml");
            fill(browser, name);

            browser.doubleClickToSend();

            assertThat(browser.heading()).isEqualTo(BOOKED);
            assertThat(book.numbers(name)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoReloadsOrGoesBackAndSendsAgainHasOneOrder(boolean javaScript) {
        try (Browser browser = new Browser(Cafe.front(), javaScript)) {
            String name = name();
            browser.open("/order.xhtml");
            fill(browser, name);
            browser.send();

            browser.reload();
            assertThat(browser.heading()).isEqualTo(BOOKED);
            browser.back();
            browser.send();

            assertThat(browser.heading()).isEqualTo(BOOKED);
            assertThat(book.numbers(name)).hasSize(1);
        }
    }

    @Test
    void theSameOrderInTwoTabsIsPlacedOnceAndAnotherBesideIt() {
        try (Browser browser = new Browser(Cafe.front(), true)) {
            String name = name();
            browser.open("/order.xhtml");
            fill(browser, name);
            String first = browser.openTab();
            browser.open("/order.xhtml");
            fill(browser, name);
            browser.send();
            assertThat(browser.heading()).isEqualTo(BOOKED);

            browser.backTo(first);
            browser.send();
            assertThat(browser.heading()).isEqualTo(ALREADY_PLACED);
            browser.back();
            browser.type("people", "5");
            browser.send();

            assertThat(browser.heading()).isEqualTo(BOOKED);
            assertThat(book.numbers(name)).hasSize(2);
        }
    }
}
