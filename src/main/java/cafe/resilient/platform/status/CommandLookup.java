/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.status;

import cafe.resilient.platform.Command;
import cafe.resilient.platform.NotTakenException;
import cafe.resilient.platform.Resilient;
import cafe.resilient.platform.Status;
import cafe.resilient.platform.Status.State;
import cafe.resilient.platform.queue.QueueAwayException;
import cafe.resilient.platform.queue.TransactionQueue;
import cafe.resilient.platform.region.WriterMonitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Finds out where a command is: in a database, in the queue, or set aside. */
@ApplicationScoped
public class CommandLookup {

    @Inject
    WriterMonitor monitor;

    @Inject
    TransactionQueue queue;

    @Inject
    EnteredCommands entered;

    /**
     * The status of the command with this number, or empty if there is no such command. In peace the database knows it,
     * and the queue is not asked. What the database does not know may be in the queue; and what is not there either may
     * have been on its way from the queue into the database between the two questions, so the database has the last word. It has
     * it too of what was set aside, which may have been sent again since, and entered.
     *
     * @param type what is in the queue under this number, of another type, is not told
     * @param database asks the database, by a {@link Resilient} call
     * @throws NotTakenException if nobody can be asked who must be, just now
     */
    public Optional<Status> status(Class<? extends Command> type, String number, Supplier<Optional<Status>> database) {
        return status(number, database, kept -> kept.type().equals(type.getSimpleName()));
    }

    private Optional<Status> status(String number, Supplier<Optional<Status>> database, Predicate<Status> such) {
        Optional<Optional<Status>> answer = monitor.writer().isPresent() ? ifAnswered(database) : Optional.empty();
        return answer.flatMap(entered -> entered)
                .or(() ->
                        queued(number).filter(such).filter(kept -> answer.isPresent() || kept.state() == State.QUEUED))
                .or(database);
    }

    /**
     * The same of a command of any type: it costs a question for each table in which commands are entered.
     *
     * @throws NotTakenException if nobody can be asked who must be, just now
     */
    public Optional<Status> status(String number) {
        return status(number, () -> entered.find(number), kept -> true);
    }

    private static Optional<Optional<Status>> ifAnswered(Supplier<Optional<Status>> database) {
        try {
            return Optional.of(database.get());
        } catch (NotTakenException e) {
            // its writer was lost this moment; if the queue does not know it either, the database is asked again
            return Optional.empty();
        }
    }

    private Optional<Status> queued(String number) {
        try {
            return queue.find(number);
        } catch (QueueAwayException e) {
            throw NotTakenException.notTaken("The queue might know it, and does not answer", e);
        }
    }
}
