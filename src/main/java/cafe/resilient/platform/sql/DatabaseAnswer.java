/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.sql;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What a database named in its answer, field by field, apart from the message: that one is translated, and may quote a customer.
 * Each is empty if it named none.
 *
 * @param state the SQLState
 * @param table with its schema, such as cafe.ordersraw
 * @param inside whether it came from within something of the schema, such as a trigger's function
 */
public record DatabaseAnswer(String state, String table, String column, String constraint, boolean inside) {

    /** Of the first of the exceptions that hang on the failure that came from a database; empty if none did. */
    public static Optional<DatabaseAnswer> of(Throwable failure) {
        return ExceptionTree.of(failure).stream()
                .filter(PSQLException.class::isInstance)
                .map(e -> ((PSQLException) e).getServerErrorMessage())
                .filter(answer -> answer != null)
                .map(DatabaseAnswer::of)
                .findFirst();
    }

    private static DatabaseAnswer of(ServerErrorMessage answer) {
        String table = answer.getTable() == null ? "" : text(answer.getSchema()) + "." + answer.getTable();
        return new DatabaseAnswer(
                text(answer.getSQLState()),
                table,
                text(answer.getColumn()),
                text(answer.getConstraint()),
                answer.getWhere() != null);
    }

    /**
     * Whether it named a table that is not this one.
     *
     * @param own with its schema, or without one if the role's search_path finds it: then any schema is its own
     */
    public boolean isOfOtherTable(String own) {
        String named = own.contains(".") ? table : table.substring(table.indexOf('.') + 1);
        return !table.isEmpty() && !named.equals(own);
    }

    /** What it named, in words; empty if nothing. */
    public String object() {
        return Stream.of(named("constraint", constraint), named("column", column), named("table", table))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String named(String kind, String name) {
        return name.isEmpty() ? "" : kind + " " + name;
    }

    private static String text(String field) {
        return field == null ? "" : field;
    }
}
