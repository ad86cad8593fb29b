/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static org.assertj.core.api.Assertions.assertThat;

import cafe.resilient.server.Front;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;

/** A customer at his browser: what he does, what he sees, and what every page must keep. */
final class Browser implements AutoCloseable {

    private static final String SEND = "form input[type=submit]";

    private final Chromium chromium;
    private final ChromeDriver driver;
    private final String root;
    private final boolean javaScript;

    /** Without Chromium on this machine, the calling test is skipped. */
    Browser(Front front, boolean javaScript) {
        this(front, javaScript, "en-GB");
    }

    Browser(Front front, boolean javaScript, String language) {
        this.javaScript = javaScript;
        root = "http://127.0.0.1:" + front.port();
        chromium = Chromium.start(javaScript, language);
        driver = chromium.driver();
        driver.manage().timeouts().implicitlyWait(Duration.ofSeconds(5));
        resize(1200, 900);
    }

    /** The size of the page, not of the window around it. */
    void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    void dark() {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    }

    void open(String path) {
        leave(() -> driver.get(root + path));
    }

    void back() {
        leave(() -> driver.navigate().back());
    }

    void reload() {
        leave(() -> driver.navigate().refresh());
    }

    /** Another tab, in front now. @return what to come back by to the one that was */
    String openTab() {
        String before = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
        return before;
    }

    void backTo(String tab) {
        driver.switchTo().window(tab);
    }

    /** On whatever has the focus. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Presses the tab key until the element has the focus, and can be seen to have it. */
    void tabTo(String id) {
        int most = 30;
        do {
            press(Keys.TAB);
        } while (!id.equals(focus()) && --most > 0);
        assertThat(focus()).isEqualTo(id);
        assertThat(hasFrameOfFocus()).as("the frame around %s", id).isTrue();
    }

    /** The id of what has the focus. */
    Object focus() {
        return script("document.activeElement.id");
    }

    /** Whether what has the focus can be seen to have it. */
    boolean hasFrameOfFocus() {
        return !"none".equals(script("getComputedStyle(document.activeElement).outlineStyle"));
    }

    /** Sends the form by key, and waits until the page it was on is left. */
    void pressToSend() {
        leave(() -> press(Keys.ENTER));
    }

    /** As one who is used to icons. Waits until the page it was on is left. */
    void doubleClickToSend() {
        leave(() -> new Actions(driver).doubleClick(find(SEND)).perform());
    }

    /** Waits until the page, or what it shows, is another one, or one of before that the browser has kept, and complete. */
    private void leave(Runnable way) {
        String left = UUID.randomUUID().toString();
        script("document.querySelector('main').page = '%s'".formatted(left));
        way.run();
        until("the page is left", () -> !left.equals(script("document.querySelector('main').page")) && isComplete());
    }

    private boolean isComplete() {
        return "complete".equals(script("document.readyState"));
    }

    /** Waits up to 15 s. What is looked at while the page is being replaced is gone: then it does not hold yet. */
    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!holds(condition)) {
            assertThat(System.nanoTime() - end).as(what).isNegative();
        }
    }

    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (WebDriverException e) {
            return false;
        }
    }

    void type(String field, String text) {
        if (field.equals("at")) {
            set(field, text); // keys would go to the parts of the picker, in the order of the browser's language
        } else {
            find("#" + field).clear();
            find("#" + field).sendKeys(text);
        }
    }

    /** Sets a field without its widget. Works with JavaScript disabled, as the debugger's does not count. */
    void set(String field, String text) {
        script("document.getElementById('%s').value = '%s'".formatted(field, text));
    }

    /** What a customer of an old browser sends: nothing is checked before it goes. */
    void doNotCheckTheForm() {
        script(
                "document.querySelectorAll('input').forEach(i => i.type === 'submit' || i.type === 'hidden' || (i.type = 'text'));"
                        + "document.querySelectorAll('[maxlength]').forEach(e => e.removeAttribute('maxlength'));"
                        + "document.querySelector('form').noValidate = true");
    }

    /** The value of an expression in the page, or of its promise. */
    Object script(String script) {
        return ((Map<?, ?>) driver.executeCdpCommand(
                                "Runtime.evaluate",
                                Map.of("expression", script, "returnByValue", true, "awaitPromise", javaScript))
                        .get("result"))
                .get("value");
    }

    /** Sends the form and waits until the page it was on is left. */
    void send() {
        leave(this::trySend);
    }

    /** Sends the form, which the browser may refuse, and does not wait. */
    void trySend() {
        find(SEND).click();
    }

    /** Waits for it up to 5 s. */
    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    String heading() {
        return find("h1").getText();
    }

    String value(String field) {
        return find("#" + field).getDomProperty("value");
    }

    /** How wide the page is: more than the window means scrolling sideways. */
    int width() {
        return ((Number) script("document.documentElement.scrollWidth")).intValue();
    }

    String address() {
        return driver.getCurrentUrl();
    }

    /** Keeps the picture of the page for people to look at, and holds it to what every page in every state must keep. */
    void picture(String name) {
        Path folder = Path.of(System.getProperty("cafe.it.server")).resolveSibling("screenshots");
        try {
            Files.write(Files.createDirectories(folder.resolve("small")).resolve(name + ".png"), wholePage(0.5));
            Files.write(folder.resolve(name + ".png"), wholePage(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll())
                .as("violations of the content security policy by %s", name)
                .noneMatch(entry -> entry.getMessage().contains("Content Security Policy"));
        if (javaScript) {
            assertThat(Axe.violations(this)).as("what axe says to %s", name).isEqualTo("[]");
        }
    }

    private byte[] wholePage(double scale) {
        Map<?, ?> size = (Map<?, ?>)
                driver.executeCdpCommand("Page.getLayoutMetrics", Map.of()).get("cssContentSize");
        Map<String, Object> clip =
                Map.of("x", 0, "y", 0, "width", size.get("width"), "height", size.get("height"), "scale", scale);
        return Base64.getDecoder().decode((String)
                driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip))
                        .get("data"));
    }

    @Override
    public void close() {
        chromium.close();
    }
}
