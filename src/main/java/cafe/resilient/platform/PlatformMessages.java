/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

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

/** What the platform tells operators. Numbers are for good: 1xx calls, 2xx regions. Never what a command contains. */
@MessageLogger(projectCode = "UDP", length = 4)
public interface PlatformMessages extends BasicLogger {

    PlatformMessages LOG =
            Logger.getMessageLogger(MethodHandles.lookup(), PlatformMessages.class, "cafe.resilient.platform");

    @LogMessage(level = WARN)
    @Message(
            id = 101,
            value = "%s not taken: no region of %s has a writer; the last fault was %s. Check the databases.")
    void notTaken(String call, Object regions, String fault);

    @LogMessage(level = WARN)
    @Message(
            id = 102,
            value = "%s: outcome unknown, its commit in region %s was not answered (%s). Sending it again is safe.")
    void unknown(String call, String region, String fault);

    @LogMessage(level = ERROR)
    @Message(id = 103, value = "%s not taken: a bug of ours, not the store's fault. Report it with this stack trace.")
    void bug(String call, @Cause Throwable fault);

    @LogMessage(level = WARN)
    @Message(id = 104, value = "%s refused: region %s does not accept what it contains (%s).")
    void refused(String call, String region, String fault);

    @LogMessage(level = INFO)
    @Message(id = 201, value = "Region %s has the writer.")
    void writerFound(String region);
}
