/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import cafe.resilient.platform.region.Attempt;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where commands of one type are entered, each once: a table in the region of the current attempt. Each call is one
 * transaction. Features make it a stateless EJB by deriving from it.
 *
 * @param <C> the record whose components, by name, are attributes of the row
 */
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public abstract class Book<C extends Command> {

    /** In a statement of {@link #enterAll}. */
    private static final int ROWS = 10;

    @PersistenceContext
    private EntityManager entityManager;

    private final Class<C> command;
    private final String entity;
    private final String insertOne;
    private final String insertMany;

    protected Book(Class<C> command, Class<? extends Entry> row) {
        if (!command.isRecord() || !Modifier.isPublic(command.getModifiers())) {
            throw new IllegalStateException(command.getName() + " must be a public record: so it can be kept as JSON");
        }
        this.command = command;
        entity = row.getSimpleName();
        insertOne = insertion(1);
        insertMany = insertion(ROWS);
    }

    /**
     * Has the statements parsed, which needs an attempt, but no database: else each of two hundred orders that wait for a
     * server that is just starting parses them anew, and all stand in each other's way for seconds (chaos, seed 2).
     */
    public void prepare() {
        entityManager.createQuery(insertOne);
        entityManager.createQuery(insertMany);
    }

    /** The type of the commands entered here. */
    public Class<C> command() {
        return command;
    }

    /**
     * Enters the command's row unless its number is in already. One statement in peace; the row that was there first is
     * read only if ours was not inserted, and is visible then, as the isolation is READ COMMITTED.
     */
    public Receipt enter(C command) {
        String number = command.number();
        Waiting waiting = new Waiting(number, command, Attempt.current().journey());
        boolean entered =
                insert(List.of(row(waiting))) == 1 || submission(number).equals(command.submission());
        return Receipt.of(number, entered ? Outcome.CONFIRMED : Outcome.ALREADY_PLACED);
    }

    /**
     * Enters all of them that are not in already, {@value #ROWS} with a statement and the rest one by one: two texts that
     * are parsed once. (One statement for hundreds, each number of rows another text, took a cold server 13 s to parse.)
     *
     * @param commands sorted by number, so that two who enter the same ones wait for each other instead of locking each
     *     other out
     */
    public void enterAll(List<Waiting> commands) {
        int from = 0;
        while (from < commands.size()) {
            int to = commands.size() - from < ROWS ? from + 1 : from + ROWS;
            insert(commands.subList(from, to).stream().map(Book::row).toList());
            from = to;
        }
    }

    /** The status of the command with this number, or empty if the writer does not know it. */
    public Optional<Status> status(String number) {
        return entityManager
                .createQuery("select journey from " + entity + " where number = :number", String.class)
                .setParameter("number", number)
                .getResultStream()
                .map(journey -> new Status(number, Status.State.CONFIRMED, Journey.parse(journey)))
                .findFirst();
    }

    private static Map<String, Object> row(Waiting waiting) {
        Map<String, Object> row = Content.of(waiting.command());
        row.put("number", waiting.number());
        row.put("submission", waiting.command().submission());
        row.put("journey", waiting.journey().toJson().toString());
        return row;
    }

    /** One row, or {@value #ROWS}; answers how many were not in already. */
    private int insert(List<Map<String, Object>> rows) {
        Query insert = entityManager.createQuery(rows.size() == 1 ? insertOne : insertMany);
        for (int i = 0; i < rows.size(); i++) {
            int index = i;
            rows.get(i).forEach((name, value) -> insert.setParameter(name + index, value));
        }
        return insert.executeUpdate();
    }

    private String insertion(int rows) {
        List<String> names = Stream.concat(
                        Content.names(command).stream(), Stream.of("number", "submission", "journey"))
                .toList();
        String values = IntStream.range(0, rows)
                .mapToObj(i -> names.stream().map(name -> ":" + name + i).collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
        return "insert into %s (%s) values %s on conflict (number) do nothing"
                .formatted(entity, String.join(", ", names), values);
    }

    private UUID submission(String number) {
        return entityManager
                .createQuery("select submission from " + entity + " where number = :number", UUID.class)
                .setParameter("number", number)
                .getSingleResult();
    }
}
