/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The numbers of what was taken, as answers and rows have them: nobody outside can compute one. The same content has the same
 * number, and other content another.
 */
record Names(Map<String, Set<String>> byContent, Map<String, Set<String>> byNumber) {

    static Names of(History history, Snapshot snapshot) {
        Names names = new Names(new HashMap<>(), new HashMap<>());
        history.tries().stream()
                .filter(one -> one.told().isTaken())
                .forEach(one -> names.add(one.content(), one.answer().number()));
        snapshot.rows().forEach(row -> names.add(row.content(), row.number()));
        return names;
    }

    private void add(String content, String number) {
        byContent.computeIfAbsent(content, c -> new TreeSet<>()).add(number);
        byNumber.computeIfAbsent(number, n -> new TreeSet<>()).add(content);
    }

    Set<String> numbers(String content) {
        return byContent.getOrDefault(content, Set.of());
    }

    boolean isOfOneContent(String number) {
        return byNumber.getOrDefault(number, Set.of()).size() == 1;
    }
}
