/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.sql;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All that hangs on an exception: causes, suppressed ones, and the next exceptions of SQL. Containers wrap what a driver throws,
 * and some wrappers carry it only among their suppressed ones.
 */
public final class ExceptionTree {

    private ExceptionTree() {}

    /** The exception first; each once. */
    public static Set<Throwable> of(Throwable failure) {
        Set<Throwable> seen = new LinkedHashSet<>(); // exceptions compare by identity
        Deque<Throwable> open = new ArrayDeque<>();
        open.add(failure);
        while (!open.isEmpty()) {
            Throwable e = open.poll();
            if (seen.add(e)) {
                Stream.of(e.getCause(), e instanceof SQLException sql ? sql.getNextException() : null)
                        .filter(Objects::nonNull)
                        .forEach(open::add);
                open.addAll(Arrays.asList(e.getSuppressed()));
            }
        }
        return seen;
    }

    /** The SQLStates in it, in their order; none is empty. */
    public static Stream<String> states(Set<Throwable> tree) {
        return tree.stream()
                .map(e -> e instanceof SQLException sql ? sql.getSQLState() : null)
                .filter(state -> state != null && !state.isEmpty());
    }

    /** Whether one of the SQLStates that hang on the failure is such. */
    public static boolean anyState(Throwable failure, Predicate<String> such) {
        return states(of(failure)).anyMatch(such);
    }

    /**
     * The first SQLState, and what the database named with it; else the type of the innermost exception. Without any message:
     * that may quote a customer.
     */
    public static String cause(Throwable failure) {
        Set<Throwable> all = of(failure);
        String object = DatabaseAnswer.of(failure).map(DatabaseAnswer::object).orElse("");
        return states(all)
                .findFirst()
                .map(state -> ("SQLState " + state + " " + object).strip())
                .orElseGet(() -> all.stream()
                        .reduce((one, next) -> next)
                        .map(e -> e.getClass().getSimpleName())
                        .orElseThrow());
    }
}
