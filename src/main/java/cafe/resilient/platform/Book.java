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

/**
 * Where commands of one type are entered, each once: a table in the region of the current attempt. Each call is one
 * transaction. Features make it a stateless EJB by deriving from it.
 *
 * @param <C> the record whose components, by name, are attributes of the row
 */
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public abstract class Book<C extends Command> {

    @PersistenceContext
    private EntityManager entityManager;

    private final Class<C> command;
    private final String entity;

    protected Book(Class<C> command, Class<? extends Entry> row) {
        if (!command.isRecord() || !Modifier.isPublic(command.getModifiers())) {
            throw new IllegalStateException(command.getName() + " must be a public record: so it can be kept as JSON");
        }
        this.command = command;
        entity = row.getSimpleName();
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
        Journey journey = Attempt.current().journey();
        boolean entered = insert(number, command, journey) || submission(number).equals(command.submission());
        return Receipt.of(number, entered ? Outcome.CONFIRMED : Outcome.ALREADY_PLACED);
    }

    /**
     * Enters all of them that are not in already, one statement each: the same one that live commands use, so a server that
     * has just started has nothing to learn. (One statement with a hundred rows took it seconds to parse.)
     *
     * @param commands sorted by number, so that two who enter the same ones wait for each other instead of locking each
     *     other out
     */
    public void enterAll(List<Waiting> commands) {
        commands.forEach(waiting -> insert(waiting.number(), waiting.command(), waiting.journey()));
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

    private boolean insert(String number, Command command, Journey journey) {
        Map<String, Object> row = Content.of(command);
        row.put("number", number);
        row.put("submission", command.submission());
        row.put("journey", journey.toJson().toString());
        String parameters = row.keySet().stream().map(name -> ":" + name).collect(Collectors.joining(", "));
        Query insert = entityManager.createQuery("insert into %s (%s) values (%s) on conflict (number) do nothing"
                .formatted(entity, String.join(", ", row.keySet()), parameters));
        row.forEach(insert::setParameter);
        return insert.executeUpdate() == 1;
    }

    private UUID submission(String number) {
        return entityManager
                .createQuery("select submission from " + entity + " where number = :number", UUID.class)
                .setParameter("number", number)
                .getSingleResult();
    }
}
