/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import cafe.resilient.lab.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts the figures between two markers of a page; those of what was not measured here stay. */
final class FiguresPage {

    static final String BEGIN = "<!-- figures: written by scripts/bench --figures -->\n";
    static final String END = "<!-- end of figures -->\n";

    private static final Pattern NAME = Pattern.compile("\\*\\*\\w[\\w ]*\\*\\*");

    /** Before the line that begins with a name. */
    private static final Pattern SECTION = Pattern.compile("(?m)^(?=" + NAME + ")");

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
        Map<String, String> figures = new TreeMap<>();
        SECTION.splitAsStream(page.substring(begin + BEGIN.length(), end))
                .filter(section -> !section.isBlank())
                .forEach(section -> figures.put(name(section), section));
        reports.forEach(report -> figures.put(name(report.markdown()), report.markdown()));
        String all = figures.values().stream().map(String::strip).collect(Collectors.joining("\n\n"));
        return page.substring(0, begin + BEGIN.length()) + "\n" + all + "\n\n" + page.substring(end);
    }

    /** "**Failover**", with which its title begins. */
    private static String name(String section) {
        Matcher name = NAME.matcher(section.strip());
        if (!name.lookingAt()) {
            throw new LabException("A section of figures begins with no name in **: "
                    + section.strip().lines().findFirst().orElse(""));
        }
        return name.group();
    }
}
