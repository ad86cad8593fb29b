/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.EJBContext;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where commands of one type are entered, each once: a table in the region of the current attempt. Each call is one
 * transaction. Features make it a stateless EJB by deriving from it; from {@link CommandHandler}, if a command does more than
 * enter a row of its own.
 *
 * @param <C> the record whose components, by name, are attributes of the row
 */
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public abstract class CommandRepository<C extends Command> {

    @PersistenceContext
    EntityManager entityManager;

    @PersistenceUnit
    private EntityManagerFactory factory;

    @Resource
    EJBContext context;

    @Inject
    private CommandNumbers numbers;

    private final Class<C> command;
    private final Class<? extends CommandEntity> row;
    private final List<String> content;
    private Insertion insertion;

    /** The row's name in queries. */
    final String entity;

    NumbersUnderOtherKeys otherNumbers;

    protected CommandRepository(Class<C> command, Class<? extends CommandEntity> row) {
        this(CommandJson.requireKeepable(command), row, Content.names(command));
    }

    /** @param content attributes of the row that come out of the command, see {@link #content(Command)} */
    CommandRepository(Class<C> command, Class<? extends CommandEntity> row, List<String> content) {
        this.command = command;
        this.row = row;
        this.content = content;
        entity = row.getSimpleName();
    }

    @PostConstruct
    void prepare() {
        List<String> attributes = Stream.concat(content.stream(), Stream.of("number", "submission", "journey"))
                .toList();
        insertion = new Insertion(factory, row, attributes);
        otherNumbers = new NumbersUnderOtherKeys(entityManager, numbers, entity);
    }

    /** The type of the commands entered here. */
    public Class<C> command() {
        return command;
    }

    /**
     * Enters the command's row unless its number is in already. One statement in peace; the row that was there first is
     * read only if ours was not inserted, and is visible then, as the isolation is READ COMMITTED. What is in under
     * another key's number stays there, and is looked for only while there is another key.
     */
    public Receipt enter(C command) {
        return otherNumbers.find(command).entrySet().stream()
                .findFirst()
                .map(entered -> entered(entered.getKey(), entered.getValue(), command))
                .orElseGet(() -> enterUnder(numbers.of(command), command));
    }

    private Receipt enterUnder(String number, C command) {
        PendingCommand pending =
                new PendingCommand(number, command, Attempt.current().journey());
        return insert(List.of(pending)) == 1
                ? Receipt.of(number, Outcome.CONFIRMED, execute(number, command))
                : entered(number, submission(number), command);
    }

    /** @param submission of what was entered before */
    private Receipt entered(String number, UUID submission, C command) {
        boolean ours = submission.equals(command.submission());
        return Receipt.of(number, ours ? Outcome.CONFIRMED : Outcome.ALREADY_PLACED, result(number));
    }

    /** What else is done in the transaction of a command that was not in. @return its result as JSON text, null if there is none */
    String execute(String number, C command) {
        return null;
    }

    /** What {@link #execute} returned for the command with this number. */
    String result(String number) {
        return null;
    }

    /** The attributes of the row that come out of the command, by name. */
    Map<String, Object> content(Command command) {
        return Content.of(command);
    }

    /**
     * Enters all of them that are not in already, {@value Insertion#ROWS} with a statement and the rest one by one.
     *
     * @param waiting in the order of their arrival: two who enter the same ones mostly wait for each other then, instead of locking each
     *     other out
     */
    public void enterAll(List<PendingCommand> waiting) {
        List<PendingCommand> commands = otherNumbers.without(waiting);
        int from = 0;
        while (from < commands.size()) {
            int to = commands.size() - from < Insertion.ROWS ? from + 1 : from + Insertion.ROWS;
            insert(commands.subList(from, to));
            from = to;
        }
    }

    /** @return how many were not in */
    int insert(List<PendingCommand> commands) {
        int inserted = insertion.execute(
                entityManager, commands.stream().map(this::row).toList());
        if (inserted > 0) {
            Attempt.wrote();
        }
        return inserted;
    }

    /** A command that could be one; empty if there is none to rehearse with. */
    protected Optional<C> sample() {
        return Optional.empty();
    }

    /** Enters the sample and rolls it back. It costs a value of the table's identity. */
    public void rehearse() {
        sample().ifPresent(command -> {
            insert(List.of(new PendingCommand(
                    numbers.of(command), command, Attempt.current().journey())));
            context.setRollbackOnly();
        });
    }

    /** Where the rows are, with its schema if the entity names one, such as cafe.ordersraw. */
    public String table() {
        return insertion.table();
    }

    /**
     * Whether the constraint is over columns that come out of the command, and over no others. The number's is not, nor one on a
     * column that the database fills, such as an identity.
     *
     * @param constraint of the table, by its name
     */
    public boolean isOverContent(String constraint) {
        List<?> columns = entityManager
                .createNativeQuery(
                        "select a.attname::text from pg_constraint c"
                                + " join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)"
                                + " where c.conname = :name and c.conrelid = to_regclass(:table)",
                        String.class)
                .setParameter("name", constraint)
                .setParameter("table", table())
                .getResultList();
        List<String> own = content.stream().map(insertion::column).toList();
        return !columns.isEmpty() && own.containsAll(columns);
    }

    /**
     * Whether the command brings a value that its column can never hold: too long, out of range, not of its type. The database
     * names no column then; and what the platform writes beside the content may be what did not fit.
     */
    public boolean bringsMisfit(Command command) {
        return content(command).entrySet().stream()
                .filter(value -> value.getValue() != null)
                .anyMatch(value -> isMisfit(
                        insertion.column(value.getKey()),
                        insertion.stored(value.getKey(), value.getValue()).toString()));
    }

    private boolean isMisfit(String column, String value) {
        return !entityManager
                .createNativeQuery(
                        "select 1 from pg_attribute where attrelid = to_regclass(:table) and attname = :column"
                                + " and not pg_input_is_valid(:value, format_type(atttypid, atttypmod))",
                        Integer.class)
                .setParameter("table", table())
                .setParameter("column", column)
                .setParameter("value", value)
                .getResultList()
                .isEmpty();
    }

    /** The status of the command with this number, or empty if the writer does not know it. */
    public Optional<Status> status(String number) {
        return entityManager
                .createQuery("select journey from " + entity + " where number = :number", String.class)
                .setParameter("number", number)
                .getResultStream()
                .map(journey -> Status.confirmed(number, command.getSimpleName(), Journey.parse(journey), null))
                .findFirst();
    }

    /** The sentences of {@link RefusedBy}, by their constraints. */
    public Map<String, String> refusals() {
        return Arrays.stream(getClass().getAnnotationsByType(RefusedBy.class))
                .collect(Collectors.toMap(RefusedBy::constraint, RefusedBy::message, (one, other) -> one));
    }

    private Map<String, Object> row(PendingCommand waiting) {
        Map<String, Object> row = new HashMap<>(content(waiting.command()));
        row.put("number", waiting.number());
        row.put("submission", waiting.command().submission());
        row.put("journey", waiting.journey().toJson().toString());
        return row;
    }

    private UUID submission(String number) {
        return entityManager
                .createQuery("select submission from " + entity + " where number = :number", UUID.class)
                .setParameter("number", number)
                .getSingleResult();
    }
}
