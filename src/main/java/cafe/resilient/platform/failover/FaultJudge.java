/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import cafe.resilient.platform.ConnectionDestroyedException;
import cafe.resilient.platform.NotReplicatedException;
import cafe.resilient.platform.region.NoConnectionException;
import cafe.resilient.platform.region.NoDatasourceException;
import cafe.resilient.platform.sql.DatabaseAnswer;
import cafe.resilient.platform.sql.ExceptionTree;
import cafe.resilient.platform.sql.SqlState;
import jakarta.ejb.ApplicationException;
import jakarta.persistence.OptimisticLockException;
import jakarta.resource.ResourceException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import java.net.SocketTimeoutException;
import java.rmi.RemoteException;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;
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
        /** The application itself said no, by an exception of its own: its caller gets to see that. */
        REFUSED,
        /** Perhaps the content's: a rule of its table, or a value that its column cannot hold. Another region would say so, too. */
        CONTENT,
        /** Another row has what must be unique. */
        TAKEN,
        /** The store's as a whole: another attempt, there or elsewhere, may succeed once its server is proved again. */
        STORE,
        /** The server is well, and the same attempt may be luckier: a lock, a deadlock, a statement that is out of date. */
        PASSES,
        /** The schema's, or of who changed it: no attempt succeeds until that is mended. */
        SCHEMA,
        /** Ours: no store had a part in it. */
        BUG
    }

    /** Attempts after which what seems stale is not: more than a pool of 20, the default, has connections. */
    public static final int MOST_STALE = 25;

    private FaultJudge() {}

    public static Fault judge(Throwable failure) {
        if (isOfApplication(failure)) {
            return Fault.REFUSED;
        }
        Set<Throwable> all = ExceptionTree.of(failure);
        // whatever else hangs on it: a database that answered with one of these has rolled back, as late as at COMMIT
        boolean answered = ExceptionTree.states(all).anyMatch(state -> !SqlState.isStores(state));
        if (answered) {
            return judgeAnswer(all);
        }
        if (all.stream().anyMatch(OptimisticLockException.class::isInstance)) {
            return Fault.PASSES; // another changed the row meanwhile: the next attempt reads it anew
        }
        if (all.stream().anyMatch(FaultJudge::isOfCommit)) {
            return Fault.COMMIT_UNKNOWN;
        }
        return all.stream().anyMatch(FaultJudge::isOfStore) ? Fault.STORE : Fault.BUG;
    }

    /** To refuse is the exception: what could be anything else is that. */
    private static Fault judgeAnswer(Set<Throwable> all) {
        if (ExceptionTree.states(all).anyMatch(SqlState::isSchemas)) {
            return Fault.SCHEMA;
        }
        if (ExceptionTree.states(all).anyMatch(SqlState::passes)) {
            return Fault.PASSES;
        }
        return ExceptionTree.states(all).anyMatch(SqlState::isTaken) ? Fault.TAKEN : Fault.CONTENT;
    }

    /** Whether it had a connection, which is of no more use now: then the pool is flushed. */
    public static boolean endsConnection(Throwable failure) {
        return !isWithoutConnection(failure) && ExceptionTree.anyState(failure, SqlState::endsConnection);
    }

    /** Whether an answer did not come in the time that the socket is given. */
    public static boolean isSocketTimeout(Throwable failure) {
        return ExceptionTree.of(failure).stream().anyMatch(SocketTimeoutException.class::isInstance);
    }

    /** Whether only the connection, or a statement prepared on it, is out of date. */
    public static boolean isStale(Throwable failure) {
        return ExceptionTree.anyState(failure, SqlState::isStale);
    }

    /** Whether the server answered that something of its own is broken: all it has, or one table or index. */
    public static boolean isOfFiles(Throwable failure) {
        return DatabaseAnswer.of(failure)
                .map(DatabaseAnswer::state)
                .filter(SqlState::isOfFiles)
                .isPresent();
    }

    /** Whether there was not even a connection: that says nothing of what was to be done on it. */
    public static boolean isWithoutConnection(Throwable failure) {
        return ExceptionTree.of(failure).stream().anyMatch(NoConnectionException.class::isInstance);
    }

    /** Whether the server does not know a function that was called. */
    static boolean isUnknownFunction(Throwable failure) {
        return ExceptionTree.anyState(failure, "42883"::equals);
    }

    /** The evidence in one line, without any message text: messages of the database may quote what a customer wrote. */
    public static String evidence(Throwable failure) {
        if (failure == null) {
            return "none";
        }
        Stream<String> kinds = ExceptionTree.of(failure).stream()
                .map(e -> e instanceof SQLException sql && sql.getSQLState() != null
                        ? "SQLState " + sql.getSQLState()
                        : e.getClass().getSimpleName());
        Stream<String> object = DatabaseAnswer.of(failure).map(DatabaseAnswer::object).stream();
        return Stream.concat(kinds, object)
                .filter(word -> !word.isEmpty())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** As Jakarta Enterprise Beans tells an application's own exceptions from the container's. */
    private static boolean isOfApplication(Throwable e) {
        boolean checked = e instanceof Exception
                && !(e instanceof RuntimeException
                        || e instanceof RemoteException
                        || e instanceof SQLException
                        || e instanceof ResourceException);
        return isAnnotated(e.getClass()) || checked && !isOfCommit(e);
    }

    /** Its own annotation, or that of a class it derives from, unless that says that it is not inherited. */
    private static boolean isAnnotated(Class<?> exception) {
        ApplicationException own = exception.getAnnotation(ApplicationException.class);
        for (Class<?> type = exception.getSuperclass(); own == null && type != null; type = type.getSuperclass()) {
            own = type.getAnnotation(ApplicationException.class);
            if (own != null && !own.inherited()) {
                return false;
            }
        }
        return own != null;
    }

    /**
     * Unless the database answered, all of them mean unknown, a reported rollback too: a 57P01 during COMMIT is a rollback
     * to the transaction manager, but can follow a commit that is already durable.
     */
    private static boolean isOfCommit(Throwable e) {
        return e instanceof RollbackException
                || e instanceof HeuristicMixedException
                || e instanceof HeuristicRollbackException
                || e instanceof XAException
                || e instanceof ConnectionDestroyedException
                || e instanceof NotReplicatedException;
    }

    private static boolean isOfStore(Throwable e) {
        return e instanceof SQLException sql && SqlState.isStores(sql.getSQLState())
                || e instanceof ResourceException
                || e instanceof NoDatasourceException;
    }
}
