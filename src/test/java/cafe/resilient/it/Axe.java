/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** axe-core, which finds in a page what keeps people out. */
final class Axe {

    private static final String SCRIPT = script();

    private Axe() {}

    /** What WCAG 2.2 AA and good practice have against the page; "[]" if nothing. */
    static Object violations(Browser browser) {
        browser.script(SCRIPT + "; undefined");
        return browser.script(
                "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
                        + ".then(found => JSON.stringify(found.violations.map(rule =>"
                        + " [rule.id, ...rule.nodes.map(node => node.html + ' ' + node.failureSummary)])))");
    }

    private static String script() {
        try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
