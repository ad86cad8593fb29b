/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import cafe.resilient.platform.region.Attempt;
import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Enters commands once, and answers for them, in the region of the current attempt and the caller's transaction. */
@Dependent
public class Entries {

    @PersistenceContext
    private EntityManager entityManager;

    /**
     * Enters the command's row unless its number is in already. One statement in peace; the row that was there first is
     * read only if ours was not inserted, and is visible then, as the isolation is READ COMMITTED.
     *
     * @param fields the values of the row's own attributes, by name
     */
    public Receipt enter(Class<? extends Entry> type, Command command, Map<String, ?> fields) {
        boolean entered = insert(type, command, fields)
                || submission(type, command.number()).equals(command.submission());
        return Receipt.of(command, entered ? Outcome.CONFIRMED : Outcome.ALREADY_PLACED);
    }

    /** The status of the command with this number, or empty if the writer does not know it. */
    public Optional<Status> status(Class<? extends Entry> type, String number) {
        return entityManager
                .createQuery("select journey from " + type.getSimpleName() + " where number = :number", String.class)
                .setParameter("number", number)
                .getResultStream()
                .map(journey -> new Status(number, Status.State.CONFIRMED, Journey.parse(journey)))
                .findFirst();
    }

    private boolean insert(Class<? extends Entry> type, Command command, Map<String, ?> fields) {
        Map<String, Object> values = new TreeMap<>(fields);
        values.put("number", command.number());
        values.put("submission", command.submission());
        values.put("journey", Attempt.current().journey().toJson().toString());
        String names = String.join(", ", values.keySet());
        String parameters = values.keySet().stream().map(name -> ":" + name).collect(Collectors.joining(", "));
        Query insert = entityManager.createQuery("insert into %s (%s) values (%s) on conflict (number) do nothing"
                .formatted(type.getSimpleName(), names, parameters));
        values.forEach(insert::setParameter);
        return insert.executeUpdate() == 1;
    }

    private UUID submission(Class<? extends Entry> type, String number) {
        return entityManager
                .createQuery("select submission from " + type.getSimpleName() + " where number = :number", UUID.class)
                .setParameter("number", number)
                .getSingleResult();
    }
}
