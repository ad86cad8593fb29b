/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import cafe.resilient.lab.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Puts the figures between two markers of a page. */
final class FiguresPage {

    static final String BEGIN = "<!-- figures: written by scripts/bench --figures -->\n";
    static final String END = "<!-- end of figures -->\n";

    private FiguresPage() {}

    static void write(Path page, List<Report> reports) throws IOException {
        if (reports.isEmpty()) {
            throw new LabException(
                    "Nothing is measured yet: run scripts/bench failover and scripts/bench peace first.");
        }
        Files.writeString(page, with(Files.readString(page), reports));
    }

    static String with(String page, List<Report> reports) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new LabException(
                    "The page has no place for the figures: two lines, " + BEGIN.strip() + " and " + END.strip());
        }
        String figures = reports.stream().map(Report::markdown).collect(Collectors.joining("\n"));
        return page.substring(0, begin + BEGIN.length()) + "\n" + figures + "\n" + page.substring(end);
    }
}
