/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The traps set in one relay. Each springs once, in the order they were set, and never for a watch's connections. */
final class Traps {
    /** What the names end with under which an application, or the lab itself, only looks whether there is a writer. */
    static final String WATCH = "-watch";

    /** Guarded by this. */
    private final List<Trap> set = new ArrayList<>();

    synchronized void set(Trap trap, int times) {
        set.addAll(Collections.nCopies(times, trap));
    }

    /** One that sprang on a commit which then was none. */
    synchronized void setAgain(Trap trap) {
        set.add(0, trap);
    }

    Optional<Trap> onCommit(String applicationName) {
        return spring(applicationName, Trap::ofCommits);
    }

    Optional<Trap> onResult(String applicationName, int length) {
        return spring(applicationName, trap -> !trap.ofCommits() && trap.bytes() <= length);
    }

    private synchronized Optional<Trap> spring(String applicationName, Predicate<Trap> applies) {
        if (set.isEmpty() || applicationName.endsWith(WATCH)) {
            return Optional.empty();
        }
        Optional<Trap> trap = set.stream().filter(applies).findFirst();
        trap.ifPresent(set::remove);
        return trap;
    }

    synchronized void clear() {
        set.clear();
    }

    /** One a trap, as the drills are called. */
    synchronized List<String> words() {
        return set.stream().map(Trap::toString).toList();
    }
}
