/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.admin;

import cafe.resilient.platform.Jsonp;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a command answers, line by line.
 *
 * @param json whether each line is a JSON object, for programs
 */
record Lines(Consumer<String> out, boolean json) {

    /** @param text for people @param values the same for programs: names with texts, numbers or truth values */
    void line(String text, Map<String, Object> values) {
        out.accept(json ? Jsonp.JSON.createObjectBuilder(values).build().toString() : text);
    }
}
