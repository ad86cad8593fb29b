/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import static java.time.format.DateTimeFormatter.ISO_LOCAL_TIME;

import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** What is done just now, for whoever waits for the table. */
public final class Progress {

    private Progress() {}

    public static void say(String what, Object... values) {
        System.err.println(
                ISO_LOCAL_TIME.format(LocalTime.now().truncatedTo(ChronoUnit.SECONDS)) + " " + what.formatted(values));
    }
}
