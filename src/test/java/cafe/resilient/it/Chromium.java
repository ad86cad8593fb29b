/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static java.nio.file.Files.isExecutable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.PageLoadStrategy;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Headless Chromium with a fresh profile, which talks to nobody but the cafe.
 *
 * @param temporary Chromium leaves folders behind where temporary files go, so it gets a place of its own for them
 */
record Chromium(ChromeDriver driver, Path temporary) implements AutoCloseable {

    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    /** Says with each browser that it has no classes for this version's debugger, which we do not use. Kept from collection. */
    private static final Logger NOISE = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    /** Without Chromium on this machine, the calling test is skipped. */
    static Chromium start(boolean javaScript, String language) {
        Assumptions.assumeTrue(
                isExecutable(BROWSER) && isExecutable(DRIVER),
                "There is no Chromium with its driver here (Debian: chromium, chromium-driver).");
        NOISE.setLevel(Level.OFF);
        Path temporary = createTemporary();
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .withEnvironment(Map.of("TMPDIR", temporary.toString()))
                .build();
        try {
            return new Chromium(new ChromeDriver(service, options(javaScript, language)), temporary);
        } catch (RuntimeException e) {
            delete(temporary);
            throw e;
        }
    }

    private static ChromeOptions options(boolean javaScript, String language) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
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
                "--lang=" + language);
        if ("root".equals(System.getProperty("user.name"))) {
            options.addArguments("--no-sandbox"); // which does not work for root
        }
        options.setExperimentalOption(
                "prefs",
                Map.of(
                        "profile.managed_default_content_settings.javascript",
                        javaScript ? 1 : 2,
                        "intl.accept_languages",
                        language));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        // what a customer sees while his form is on its way is seen only by who does not wait for the next page
        options.setPageLoadStrategy(PageLoadStrategy.NONE);
        return options;
    }

    private static Path createTemporary() {
        try {
            return Files.createTempDirectory("cafe-browser");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
        delete(temporary);
    }

    private static void delete(Path folder) {
        try (Stream<Path> left = Files.walk(folder)) {
            left.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
