/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import cafe.resilient.platform.Attempt;
import cafe.resilient.platform.Command;
import cafe.resilient.platform.CommandRegistry;
import cafe.resilient.platform.CommandRegistry.Registration;
import cafe.resilient.platform.RefusedBy;
import cafe.resilient.platform.RefusedException;
import cafe.resilient.platform.failover.FaultJudge.Fault;
import cafe.resilient.platform.sql.DatabaseAnswer;
import cafe.resilient.platform.sql.ExceptionTree;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a refusal is earned. A customer is told "no" only for what his own content causes: a value that its column
 * cannot hold; a check, said twice; a constraint over columns that the command fills, which another row has taken; or a
 * constraint that the application calls a rule of its own by {@link RefusedBy}. What
 * an administrator did to the schema, such as a sequence behind its table, is never the content's fault.
 */
@ApplicationScoped
public class Refusals {

    /** What is to be thought of it. */
    public enum Judgement {
        EARNED,
        /** It must be the same in a second attempt. */
        SEEN_ONCE,
        OF_SCHEMA
    }

    /** The database was asked whose fault it was, and did not answer. */
    private static final class Unanswered extends RuntimeException {
        private Unanswered(Exception cause) {
            super(cause);
        }
    }

    @Inject
    CommandRegistry registry;

    Judgement judge(Fault fault, Exception e, Call call, Attempt attempt) {
        Optional<DatabaseAnswer> answer = DatabaseAnswer.of(e);
        Optional<Registration> registration = registry.of(call.kind());
        if (registration.isEmpty()) {
            return Judgement.EARNED; // no command: nothing is known of its tables, and it would not be kept
        }
        List<Command> commands = call.command().stream().toList();
        try {
            if (!isOwn(fault, answer, registration.get(), attempt, commands)) {
                return Judgement.OF_SCHEMA;
            }
        } catch (Unanswered unanswered) {
            // nobody is refused for what could not be found out, and it may be found out next time
            Judgement judgement = call.asked ? Judgement.OF_SCHEMA : Judgement.SEEN_ONCE;
            call.asked = true;
            return judgement;
        }
        if (fault == Fault.TAKEN || answer.equals(call.refusal)) {
            return Judgement.EARNED;
        }
        call.refusal = answer;
        return Judgement.SEEN_ONCE;
    }

    /** The same of a replay, whose batch of one is its second attempt. */
    public boolean isOwn(
            Fault fault, Exception e, Registration registration, Attempt attempt, List<? extends Command> commands) {
        try {
            return isOwn(fault, DatabaseAnswer.of(e), registration, attempt, commands);
        } catch (Unanswered unanswered) {
            return false;
        }
    }

    private static boolean isOwn(
            Fault fault,
            Optional<DatabaseAnswer> answer,
            Registration registration,
            Attempt attempt,
            List<? extends Command> commands) {
        if (answer.filter(it -> registration.refusals().containsKey(it.constraint()))
                .isPresent()) {
            return true;
        }
        if (answer.filter(it -> it.isOfOtherTable(registration.table())).isPresent()) {
            return false;
        }
        boolean ofValue = answer.isEmpty() || answer.get().state().startsWith("22");
        if (fault == Fault.CONTENT && ofValue) {
            // characters that no text may have: no trigger makes them up
            boolean ofText =
                    answer.map(DatabaseAnswer::state).filter("22021"::equals).isPresent();
            return (ofText || !answer.map(DatabaseAnswer::inside).orElse(false))
                    && commands.stream().anyMatch(command -> bringsMisfit(command, registration, attempt));
        }
        return answer.map(DatabaseAnswer::constraint)
                .filter(constraint -> !constraint.isEmpty())
                .filter(constraint -> isOverContent(constraint, registration, attempt))
                .isPresent();
    }

    private static boolean bringsMisfit(Command command, Registration registration, Attempt attempt) {
        try {
            return (Boolean) attempt.run(() -> registration.repository().bringsMisfit(command));
        } catch (Exception e) {
            // not even the question takes it, as with a NUL; or the server is older than 16 and does not know the
            // question
            if (FaultJudge.judge(e) == Fault.CONTENT || FaultJudge.isUnknownFunction(e)) {
                return true;
            }
            throw new Unanswered(e);
        }
    }

    private static boolean isOverContent(String constraint, Registration registration, Attempt attempt) {
        try {
            return (Boolean) attempt.run(() -> registration.repository().isOverContent(constraint));
        } catch (Exception e) {
            throw new Unanswered(e);
        }
    }

    /** What the call is told of a refusal that it has earned. */
    RefusedException refusal(Exception e, Call call) {
        return refusal(e, registry.of(call.kind()));
    }

    private static RefusedException refusal(Exception e, Optional<Registration> registration) {
        String rule = DatabaseAnswer.of(e).map(DatabaseAnswer::constraint).orElse("");
        String sentence = "The database does not accept what this contains" + (rule.isEmpty() ? "" : ": rule " + rule);
        return new RefusedException(
                registration
                        .map(Registration::refusals)
                        .map(own -> own.get(rule))
                        .orElse(sentence),
                rule,
                e);
    }

    /**
     * Why a rule of the application refuses it, in the application's own words; empty if none does.
     *
     * @param fault for which it was judged a refusal
     */
    public static Optional<String> reason(Fault fault, Exception e, Registration registration) {
        return fault == Fault.REFUSED
                ? Optional.of(Optional.ofNullable(e.getMessage()).orElse("A rule forbids it"))
                : DatabaseAnswer.of(e).map(answer -> registration.refusals().get(answer.constraint()));
    }

    /** The cause for operators, with the command's table, which a database does not name when it is missing or locked. */
    String cause(Exception e, Call call) {
        return cause(e, registry.of(call.kind()));
    }

    public static String cause(Exception e, Optional<Registration> registration) {
        String cause = ExceptionTree.cause(e);
        return registration
                .map(Registration::table)
                .filter(table -> !cause.contains(" table "))
                .map(table -> cause + " table " + table)
                .orElse(cause);
    }
}
