/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.report;

import static org.jboss.logging.Logger.Level.ERROR;
import static org.jboss.logging.Logger.Level.INFO;
import static org.jboss.logging.Logger.Level.WARN;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the platform tells operators. Numbers are for good: 1xx calls, 2xx regions, 3xx queue. Never what a command contains. */
@MessageLogger(projectCode = "UDP", length = 4)
public interface PlatformMessages extends BasicLogger {

    PlatformMessages LOG =
            Logger.getMessageLogger(MethodHandles.lookup(), PlatformMessages.class, "cafe.resilient.platform");

    @LogMessage(level = WARN)
    @Message(
            id = 101,
            value =
                    "%s not taken: no region of %s had a writer in time, or too many calls wait for one already, and the"
                            + " queue is away; the last fault of a database was %s. Check databases and queue.")
    void notTaken(String call, Object regions, String fault);

    @LogMessage(level = WARN)
    @Message(
            id = 102,
            value =
                    "%s: outcome unknown, what was sent to a store was not answered in time (%s). Sending it again is safe.")
    void unknown(String call, String fault);

    @LogMessage(level = ERROR)
    @Message(id = 103, value = "%s failed: a bug of ours, not the store's fault. Report it with this stack trace.")
    void bug(String call, @Cause Throwable fault);

    @LogMessage(level = WARN)
    @Message(
            id = 106,
            value =
                    "%s: a statement in region %s took longer than the socket's time-out, after %d ms, while others were answered."
                            + " Look for a lock, a missing index, or too much to do.")
    void slow(String call, String region, long millis);

    @LogMessage(level = WARN)
    @Message(id = 104, value = "%s refused: region %s does not accept what it contains (%s).")
    void refused(String call, String region, String fault);

    @LogMessage(level = INFO)
    @Message(id = 201, value = "Region %s has the writer: a heartbeat was committed there.")
    void writerFound(String region);

    @LogMessage(level = INFO)
    @Message(
            id = 209,
            value =
                    "A call in region %s failed by the store's fault, or hangs: all regions are asked for their writer.")
    void faultSeen(String region);

    @LogMessage(level = WARN)
    @Message(id = 202, value = "Region %s has no writer any more: no heartbeat is committed there. Calls wait for one.")
    void writerLost(String region);

    @LogMessage(level = WARN)
    @Message(id = 203, value = "Calls go to region %2$s now, where the writer is, and no longer to %1$s.")
    void switched(String from, String to);

    @LogMessage(level = WARN)
    @Message(id = 208, value = "The datasource of region %s is disabled: no new calls go there until it is enabled.")
    void drained(String region);

    @LogMessage(level = INFO)
    @Message(id = 204, value = "The pool of region %s was flushed.")
    void flushed(String region);

    @LogMessage(level = ERROR)
    @Message(id = 205, value = "The pool of region %s was not flushed. It heals as its connections fail.")
    void notFlushed(String region, @Cause Throwable fault);

    @LogMessage(level = ERROR)
    @Message(
            id = 206,
            value = "The writer monitor failed in one of its rounds and goes on. Report it with this stack trace.")
    void monitorFailed(@Cause Throwable fault);

    @LogMessage(level = ERROR)
    @Message(id = 207, value = "An observer of %s in region %s failed; the platform goes on.")
    void observerFailed(String kind, String region, @Cause Throwable fault);

    @LogMessage(level = WARN)
    @Message(
            id = 210,
            value =
                    "Region %s does not answer the writer monitor: %s. If it has the writer, calls wait: 28 is a password or certificate, 08 a"
                            + " server that is not reached.")
    void regionSilent(String region, String cause);

    @LogMessage(level = WARN)
    @Message(
            id = 211,
            value =
                    "The heartbeat's table in region %s does not take the heartbeat: %s, table heartbeat. Its writer is proved by a"
                            + " record in the write-ahead log meanwhile. Mend the table, its grants, or the role's search_path.")
    void heartbeatRefused(String region, String cause);

    @LogMessage(level = ERROR)
    @Message(
            id = 212,
            value =
                    "A commit in region %s is on one server alone: somebody cancelled its wait for the synchronous standby. It is not"
                            + " believed. Bring the standby back, or take it out of synchronous_standby_names.")
    void notReplicated(String region);

    @LogMessage(level = INFO)
    @Message(
            id = 301,
            value = "%s is kept in the queue: no database could take it (%s). It is entered as soon as one can.")
    void queued(String call, String fault);

    @LogMessage(level = WARN)
    @Message(
            id = 302,
            value = "Region %s of the queue does not answer (%s). While a database is there, nobody notices; check it.")
    void queueLost(String region, String fault);

    @LogMessage(level = INFO)
    @Message(id = 303, value = "Region %s of the queue answers again.")
    void queueFound(String region);

    @LogMessage(level = INFO)
    @Message(id = 304, value = "%d commands of the queue's region %s were entered in region %s, in %d ms.")
    void replayed(int commands, String queueRegion, String region, long millis);

    @LogMessage(level = ERROR)
    @Message(
            id = 305,
            value = "%s %s was set aside: %s. What is behind it goes on. Mend the cause and put it back, or drop it.")
    void setAside(String type, String number, String reason);

    @LogMessage(level = INFO)
    @Message(
            id = 312,
            value =
                    "%s %s was refused in its replay by a rule of the application (%s). It is a dead letter, and its number tells why.")
    void refusedInReplay(String type, String number, String evidence);

    @LogMessage(level = ERROR)
    @Message(id = 313, value = "An observer of the refusal of %s failed; the platform goes on.")
    void refusalObserverFailed(String number, @Cause Throwable fault);

    @LogMessage(level = ERROR)
    @Message(
            id = 311,
            value =
                    "%s %s cannot be set aside in the queue's region %s: %s. It stays in the queue, and what is behind it goes on. Mend the"
                            + " table of dead letters, or the right to write to it.")
    void notSetAside(String type, String number, String region, String reason);

    @LogMessage(level = WARN)
    @Message(
            id = 306,
            value = "The replay in region %s stopped (%s), with nothing lost; it goes on as soon as there is a writer.")
    void replayStopped(String region, String fault);

    @LogMessage(level = ERROR)
    @Message(
            id = 308,
            value =
                    "The database does not take %s in region %s: %s. Mend its schema: a sequence, a trigger, a column, a constraint,"
                            + " a grant, or a missing migration. What customers send is kept in the queue until then. All others are entered.")
    void schemaAtFault(String type, String region, String cause);

    @LogMessage(level = WARN)
    @Message(
            id = 309,
            value =
                    "The database does not take any %s in region %s just now: %s. Somebody may hold a lock on its table: see"
                            + " pg_blocking_pids. They are kept in the queue meanwhile. All others are entered.")
    void tableBusy(String type, String region, String cause);

    @LogMessage(level = INFO)
    @Message(id = 310, value = "The database takes %s in region %s again.")
    void tableTakes(String type, String region);

    @LogMessage(level = ERROR)
    @Message(id = 307, value = "The replay failed in one of its rounds and goes on. Report it with this stack trace.")
    void replayFailed(@Cause Throwable fault);
}
