/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import java.util.Locale;

/** A picture in the making: elements of SVG, with a time axis from left to right. */
final class Svg {

    static final int WIDTH = 1200;
    static final int LEFT = 96;
    static final int RIGHT = 16;

    private final StringBuilder body = new StringBuilder();
    private final double end;

    /** @param end of the time axis, in microseconds since the run began */
    Svg(double end) {
        this.end = Math.max(end, 1);
    }

    double end() {
        return end;
    }

    double x(double micros) {
        return LEFT + (WIDTH - LEFT - RIGHT) * micros / end;
    }

    Svg add(String element, Object... values) {
        body.append(element.formatted(values)).append('\n');
        return this;
    }

    Svg text(double x, double y, String kind, String text) {
        return add("<text x='%s' y='%s' class='%s'>%s</text>", at(x), at(y), kind, escaped(text));
    }

    /** Of a panel, beside it. */
    Svg label(double top, String text) {
        return text(LEFT - 12, top + 14, "label", text);
    }

    Svg line(double x1, double y1, double x2, double y2, String kind) {
        return add("<line x1='%s' y1='%s' x2='%s' y2='%s' class='%s'/>", at(x1), at(y1), at(x2), at(y2), kind);
    }

    Svg across(double y, String kind) {
        return line(LEFT, y, WIDTH - RIGHT, y, kind);
    }

    /** @param title what a pointer on it is told */
    Svg rectangle(double x, double y, double width, double height, String kind, String title) {
        return add(
                "<rect x='%s' y='%s' width='%s' height='%s' class='%s'><title>%s</title></rect>",
                at(x), at(y), at(Math.max(width, 1)), at(Math.max(height, 0)), kind, escaped(title));
    }

    static String at(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;");
    }

    /** @param title and what there is to see in it, for who does not see it */
    String picture(double height, String title, String description) {
        return "<svg viewBox='0 0 " + WIDTH + " " + at(height)
                + "' role='img' aria-labelledby='plot-title plot-what' xmlns='http://www.w3.org/2000/svg'>\n"
                + "<title id='plot-title'>" + escaped(title) + "</title>\n"
                + "<desc id='plot-what'>" + escaped(description) + "</desc>\n"
                + body + "</svg>\n";
    }
}
