/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import cafe.resilient.platform.Attempt;
import cafe.resilient.platform.Command;
import cafe.resilient.platform.CommandNumbers;
import cafe.resilient.platform.Deadline;
import cafe.resilient.platform.Journey;
import cafe.resilient.platform.Resilient;
import cafe.resilient.platform.sql.DatabaseAnswer;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** A call on its way, and what has happened to it so far. */
final class Call {

    private final InvocationContext context;
    private final CommandNumbers numbers;

    /** By which it is answered. */
    final Deadline deadline;

    /** By which it leaves the databases, so that there is time for the queue. */
    final Deadline forDatabases;

    volatile Journey journey;

    /** Of its command, in the queue. */
    final QueueCopy copy = new QueueCopy();

    /** Why the last attempt failed; null if there was none. */
    Exception fault;

    /** Whether it was sent to a store whose answer never came. */
    boolean unknown;

    /** Whether a bug of ours keeps it out of every database. */
    boolean bug;

    /** Whether its table did not take it, though the writer is well. */
    boolean tableFault;

    /** What seems to refuse its content; null until something does. Seen twice, it is believed. */
    Optional<DatabaseAnswer> refusal;

    /** Whether the database was asked in vain whose fault it was. */
    boolean asked;

    /** Whether too many others were under way for it to be tried. */
    boolean crowded;

    /** Whether it is not tried, as others of its sequence wait in the queue. */
    boolean behindOthers;

    /** Whether the queue has refused it once: then its table is tried again, whatever others met there. */
    boolean queueRefused;

    /** How often it was tried again where the server is well. */
    int again;

    /** How often the store as a whole failed it. */
    int storeFaults;

    /** Where a server said that something of its own is broken; null if none did. Said twice, it is the table's. */
    String brokenIn;

    /** By which the queue has to have taken it; null while it is not asked. */
    Deadline forQueue;

    /** How often the queue has refused it since it was last asked anew. */
    int queueTries;

    /**
     * @param deadline counted from the arrival of its request; if that has used it up, by a slow upload perhaps, one reserve
     *     is left for databases and one for the queue
     * @param reserve kept for the queue
     */
    Call(InvocationContext context, CommandNumbers numbers, Deadline deadline, Duration reserve, Journey journey) {
        this.context = context;
        this.numbers = numbers;
        this.deadline = deadline.notBefore(reserve.multipliedBy(2));
        forDatabases = this.deadline.earlier(reserve);
        this.journey = journey;
    }

    boolean mayTryDatabases() {
        return !bug && forDatabases.left() >= Attempt.SHORTEST.toNanos();
    }

    /** What it carries; empty if it only asks, or does what the platform knows nothing of. */
    Optional<Command> command() {
        return command(context);
    }

    static Optional<Command> command(InvocationContext context) {
        return Arrays.stream(context.getParameters())
                .filter(Command.class::isInstance)
                .map(Command.class::cast)
                .findFirst();
    }

    /** Of its command; empty if it has no order with others. */
    Optional<String> sequence() {
        return command().flatMap(Command::sequence);
    }

    /** The type of what it carries, else the method's name: one of few. */
    String kind() {
        return kind(context);
    }

    static String kind(InvocationContext context) {
        return command(context)
                .map(command -> command.getClass().getSimpleName())
                .orElse(context.getMethod().getName());
    }

    /** Whether it may be executed again though it may have been already. */
    boolean isRepeatable() {
        return command().isPresent() || isIdempotent();
    }

    private boolean isIdempotent() {
        return MethodAnnotation.of(context.getMethod(), Resilient.class)
                .map(Resilient::idempotent)
                .orElse(false);
    }

    /** How long a call of this method may take: what it says itself, but no longer than this. */
    static Duration budget(Method method, Duration most) {
        return MethodAnnotation.of(method, Resilient.class)
                .map(Resilient::timeoutMillis)
                .filter(millis -> millis > 0 && millis < most.toMillis())
                .map(Duration::ofMillis)
                .orElse(most);
    }

    /** The command's number; else the method, of which nothing is counted. */
    String number() {
        return command().map(numbers::of).orElse(kind());
    }

    /** The command by type and number, never by content; else the method. For logs: in peace nobody needs it. */
    String name() {
        return command().map(command -> kind() + " " + numbers.of(command)).orElse(kind());
    }

    Object proceed() throws Exception {
        return context.proceed();
    }
}
