/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import cafe.resilient.platform.region.ConnectionDestroyedException;
import cafe.resilient.platform.region.NoDatasourceException;
import jakarta.resource.ResourceException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;

/**
 * Says whose fault a failed attempt was: by type and SQLState, never by message. The container wraps exceptions, and
 * some wrappers carry the SQLException only among their suppressed ones, so all that hangs on an exception is looked
 * at: causes, suppressed, and the next exceptions of SQL.
 */
public final class FaultJudge {

    /** Whose fault it was. */
    public enum Fault {
        /** The commit was sent and its answer did not come: the row may be there, or not. */
        COMMIT_UNKNOWN,
        /** The content was refused: another region would refuse it too. */
        CONTENT,
        /** The store's: another attempt, there or elsewhere, may succeed. */
        STORE,
        /** Ours, or of who changed the schema: whatever is not known to be another's. */
        BUG
    }

    private FaultJudge() {}

    public static Fault judge(Throwable failure) {
        Set<Throwable> all = everythingOf(failure);
        // perhaps by a rule of the schema, which may speak as late as at COMMIT: that was answered then, and nothing is
        // in
        boolean refused = !states(all).allMatch(SqlState::isStoresFault);
        if (!refused && all.stream().anyMatch(FaultJudge::isOfCommit)) {
            return Fault.COMMIT_UNKNOWN;
        }
        if (states(all).anyMatch(SqlState::isContentsFault)) {
            return Fault.CONTENT;
        }
        return !refused && all.stream().anyMatch(FaultJudge::isOfStore) ? Fault.STORE : Fault.BUG;
    }

    /** Whether its connection is of no more use: then the pool is flushed. A pool that is full has no state: never. */
    public static boolean endsConnection(Throwable failure) {
        return states(everythingOf(failure)).anyMatch(SqlState::endsConnection);
    }

    /** Whether our SQL, or a schema that was not migrated, is at fault: then it is for every command. */
    public static boolean isOurSql(Throwable failure) {
        return states(everythingOf(failure)).anyMatch(SqlState::isOurs);
    }

    /** Whether a database said so: then its message may quote what a customer wrote, and is not to be logged. */
    public static boolean isOfDatabase(Throwable failure) {
        return everythingOf(failure).stream().anyMatch(SQLException.class::isInstance);
    }

    /** The evidence in one line, without any message text: messages of the database may quote what a customer wrote. */
    public static String evidence(Throwable failure) {
        return failure == null
                ? "none"
                : String.join(
                        " ",
                        everythingOf(failure).stream()
                                .map(e -> e instanceof SQLException sql && sql.getSQLState() != null
                                        ? "SQLState " + sql.getSQLState()
                                        : e.getClass().getSimpleName())
                                .distinct()
                                .toList());
    }

    /**
     * Unless the database refused, all of them mean unknown, a reported rollback too: a 57P01 during COMMIT is a rollback
     * to the transaction manager, but can follow a commit that is already durable.
     */
    private static boolean isOfCommit(Throwable e) {
        return e instanceof RollbackException
                || e instanceof HeuristicMixedException
                || e instanceof HeuristicRollbackException
                || e instanceof XAException
                || e instanceof ConnectionDestroyedException;
    }

    private static boolean isOfStore(Throwable e) {
        return e instanceof SQLException sql && SqlState.isStoresFault(sql.getSQLState())
                || e instanceof ResourceException
                || e instanceof NoDatasourceException;
    }

    private static Stream<String> states(Set<Throwable> all) {
        return all.stream()
                .map(e -> e instanceof SQLException sql ? sql.getSQLState() : null)
                .filter(state -> state != null && !state.isEmpty());
    }

    private static Set<Throwable> everythingOf(Throwable failure) {
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
}
