/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries out commands of one type by the application's own code, each once: updates, deletes, several tables, a rule, a result.
 * The command's number is entered into a log in the same transaction, before that code runs. If it is there already, the
 * stored result is the answer, and the code does not run. Features make it a stateless EJB by deriving from it.
 *
 * <p>The constructor of the command refuses what is too long or out of range for the tables: the platform does not know them, and takes
 * what the database says of a value for a fault of the schema.
 *
 * @param <C> a public record
 */
public abstract class CommandHandler<C extends Command> extends CommandRepository<C> {

    private static final String TYPE = "type";

    /** @param log the entity of the table that keeps the numbers of what was handled */
    protected CommandHandler(Class<C> command, Class<? extends CommandLog> log) {
        super(CommandJson.requireKeepable(command), log, List.of(TYPE));
    }

    /**
     * Does what the command asks for, in its transaction: live, and when it is replayed from the queue. It uses nothing but the
     * region's database, by an injected EntityManager: what it does elsewhere, or in a transaction of its own, may be done more
     * than once.
     *
     * @return what its caller gets by {@link Receipt#result}, a record of components as a command may have; null if nothing
     * @throws RefusedException if a rule of the application forbids it, or an exception of its own that is an
     *     {@link jakarta.ejb.ApplicationException}: nothing is kept of it then
     */
    protected abstract Record handle(C command);

    @Override
    public void enterAll(List<PendingCommand> pending) {
        for (PendingCommand one : otherNumbers.without(pending)) {
            if (insert(List.of(one)) == 1) {
                execute(one.number(), command().cast(one.command()));
                entityManager.clear(); // the next one finds what a transaction of its own would
            }
        }
    }

    @Override
    String execute(String number, C command) {
        Record result = handled(command);
        entityManager.flush(); // a constraint that refuses it does so here, and not at the commit
        if (result == null) {
            return null;
        }
        String json = CommandJson.write(result);
        entityManager
                .createQuery("update " + entity + " set result = :result where number = :number")
                .setParameter("result", json)
                .setParameter("number", number)
                .executeUpdate();
        return json;
    }

    /** An application's own exception need not roll back: then the log would keep a command that was refused. */
    private Record handled(C command) {
        boolean done = false;
        try {
            Record result = handle(command);
            done = true;
            return result;
        } finally {
            if (!done) {
                context.setRollbackOnly();
            }
        }
    }

    @Override
    String result(String number) {
        return entityManager
                .createQuery("select result from " + entity + " where number = :number", String.class)
                .setParameter("number", number)
                .getSingleResult();
    }

    /** No text column of any table can hold a NUL. */
    @Override
    public boolean bringsMisfit(Command command) {
        return Content.of(command).values().stream()
                .anyMatch(value -> value instanceof String text && text.indexOf('\0') >= 0);
    }

    /** Of any command in the log, whichever handler's it is. */
    @Override
    public Optional<Status> status(String number) {
        return entityManager
                .createQuery("select type, journey, result from " + entity + " where number = :number", Object[].class)
                .setParameter("number", number)
                .getResultStream()
                .map(row -> Status.confirmed(number, (String) row[0], Journey.parse((String) row[1]), (String) row[2]))
                .findFirst();
    }

    @Override
    Map<String, Object> content(Command command) {
        return Map.of(TYPE, command.getClass().getSimpleName());
    }
}
