/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.pool;

import static cafe.resilient.platform.report.PlatformMessages.LOG;

import cafe.resilient.platform.report.Metrics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The one class that speaks to WildFly's management, by its JMX facade: no port, no password, no dependency. A flush
 * takes the exclusive lock of management for some 30 ms, so it is for pool threads, never for start-up code (at
 * deployment it would wait for the deployment, which waits for it).
 */
@ApplicationScoped
public class PoolControl {

    /** A look into the model costs more than the heartbeat it allows, and in doubt there are 20 of those a second. */
    private static final Duration FRESH = Duration.ofMillis(500);

    /** Connections of a pool whose size is not known yet: the default of the datasources. */
    private static final int USUAL_SIZE = 20;

    /** What the model said. @param at on the monotonic clock */
    private record Said(boolean enabled, int size, long at) {

        boolean isFresh() {
            return System.nanoTime() - at < FRESH.toNanos();
        }
    }

    @Inject
    private Metrics metrics;

    private final Map<String, Said> said = new ConcurrentHashMap<>();
    private volatile boolean started;

    /**
     * Destroys all connections, those in use too unless a statement is under way. The pool fills again on demand.
     *
     * @throws IllegalStateException if management refuses, or knows no such datasource
     */
    void flushAll(String datasource) {
        long begun = System.nanoTime();
        try {
            server().invoke(name(datasource), "flushAllConnectionInPool", null, null);
            metrics.flushed(datasource, Duration.ofNanos(System.nanoTime() - begun));
        } catch (JMException e) {
            throw new IllegalStateException("The pool of datasource " + datasource + " was not flushed", e);
        }
    }

    /**
     * What the administrator wants, as he wanted it half a second ago: after a disable in console or CLI WildFly itself goes
     * on using the datasource until it is reloaded. Only an explicit no counts: a datasource that is not there fails when
     * it is looked up.
     */
    public boolean isEnabled(String datasource) {
        Said last = said.get(datasource);
        if (last == null || !last.isFresh()) {
            last = ask(datasource);
            said.put(datasource, last);
        }
        return last.enabled();
    }

    /** The most connections its pool may have, as it was when {@link #isEnabled} last asked. */
    int size(String datasource) {
        Said last = said.get(datasource);
        return last == null ? USUAL_SIZE : last.size();
    }

    private Said ask(String datasource) {
        boolean enabled = true;
        int size = USUAL_SIZE;
        try {
            if (isStarted()) {
                ObjectName name = name(datasource);
                enabled = Boolean.parseBoolean(String.valueOf(server().getAttribute(name, "enabled")));
                size = Integer.parseInt(String.valueOf(server().getAttribute(name, "maxPoolSize")));
            }
        } catch (JMException | RuntimeException e) {
            LOG.debugf(e, "Management does not say what datasource %s is like", datasource);
        }
        return new Said(enabled, size, System.nanoTime());
    }

    /** While the server starts, management does not know its datasources yet, and says so loudly. */
    private boolean isStarted() throws JMException {
        if (!started) {
            ObjectName root = new ObjectName("jboss.as:management-root=server");
            started = !"starting".equals(server().getAttribute(root, "serverState"));
        }
        return started;
    }

    private static MBeanServer server() {
        return ManagementFactory.getPlatformMBeanServer();
    }

    private static ObjectName name(String datasource) throws JMException {
        return new ObjectName("jboss.as:subsystem=datasources,data-source=" + datasource);
    }
}
