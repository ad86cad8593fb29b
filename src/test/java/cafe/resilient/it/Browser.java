/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static java.nio.file.Files.isExecutable;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A customer's browser: headless Chromium with a fresh profile, which talks to nobody but the cafe. */
final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    /** Says with each browser that it has no classes for this version's debugger, which we do not use. Kept from collection. */
    private static final Logger NOISE = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    /** Chromium leaves folders behind where temporary files go, so it gets a place of its own for them. */
    private final Path temporary;

    private final ChromeDriver driver;
    private final String root;

    /** Without Chromium on this machine, the calling test is skipped. */
    Browser(Front front, boolean javaScript) {
        Assumptions.assumeTrue(
                isExecutable(CHROMIUM) && isExecutable(DRIVER),
                "There is no Chromium with its driver here (Debian: chromium, chromium-driver).");
        root = "http://127.0.0.1:" + front.port();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--no-proxy-server",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en-GB");
        if ("root".equals(System.getProperty("user.name"))) {
            options.addArguments("--no-sandbox"); // which does not work for root
        }
        options.setExperimentalOption(
                "prefs", Map.of("profile.managed_default_content_settings.javascript", javaScript ? 1 : 2));
        temporary = createTemporary();
        NOISE.setLevel(Level.OFF);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .withEnvironment(Map.of("TMPDIR", temporary.toString()))
                        .build(),
                options);
        driver.manage().timeouts().implicitlyWait(Duration.ofSeconds(5));
        resize(1200, 900);
    }

    /** The size of the page, not of the window around it. */
    void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    void open(String path) {
        driver.get(root + path);
    }

    void back() {
        driver.navigate().back();
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

    private Object script(String script) {
        return ((Map<?, ?>) driver.executeCdpCommand(
                                "Runtime.evaluate", Map.of("expression", script, "returnByValue", true))
                        .get("result"))
                .get("value");
    }

    /** Sends the form and waits, up to 10 s, until the page it was on is left. */
    void send() {
        WebElement button = find("form input[type=submit]");
        button.click();
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (isThere(button)) {
            assertThat(System.nanoTime() - end).as("the page is left").isNegative();
        }
    }

    /** Sends the form, which the browser may refuse. */
    void trySend() {
        find("form input[type=submit]").click();
    }

    private static boolean isThere(WebElement element) {
        try {
            return element.isEnabled();
        } catch (StaleElementReferenceException e) {
            return false;
        }
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

    /** Keeps the picture of the page for people to look at. */
    void picture(String name) {
        Path folder = Path.of(System.getProperty("cafe.it.server")).resolveSibling("screenshots");
        try {
            Files.write(
                    Files.createDirectories(folder).resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> left = Files.walk(temporary)) {
            left.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path createTemporary() {
        try {
            return Files.createTempDirectory("cafe-browser");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
