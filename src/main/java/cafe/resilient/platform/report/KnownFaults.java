/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What keeps calls from a database just now, and why. Each fault is told once, and again when its cause changes, however many
 * calls meet it; health shows all there are.
 */
@ApplicationScoped
public class KnownFaults {

    /** The same fault that comes back so soon is no news: one that flickers would fill the log. */
    private static final Duration TOLD_AGAIN_AFTER = Duration.ofSeconds(60);

    /**
     * @param toldAt on the monotonic clock
     * @param present whether it is there now
     * @param told whether operators were told that it is
     */
    private record Fault(String cause, long toldAt, boolean present, boolean told) {

        boolean isStanding() {
            return present && told;
        }
    }

    private final Map<String, Fault> faults = new ConcurrentHashMap<>();

    /**
     * Something was kept from a database.
     *
     * @param subject what, such as "PlaceOrder in region west": one of a small number, never anything a request brings
     * @param cause in one line, without any content
     * @return whether operators are to be told
     */
    public boolean seen(String subject, String cause) {
        long now = System.nanoTime();
        Fault last = faults.get(subject);
        boolean news = last == null
                || !last.cause.equals(cause)
                || !last.isStanding() && now - last.toldAt > TOLD_AGAIN_AFTER.toNanos();
        if (news || !last.present) {
            faults.put(subject, new Fault(cause, news ? now : last.toldAt, true, news));
        }
        return news;
    }

    /** It is so no more. @return whether operators are to be told, as they were told that it is */
    public boolean gone(String subject) {
        Fault last = faults.get(subject);
        if (last == null || !last.present) {
            return false;
        }
        faults.put(subject, new Fault(last.cause, last.toldAt, false, false));
        return last.told;
    }

    /** Calls go to this region now: what was wrong with tables and commits of another one keeps nobody from a database. */
    public void goneElsewhere(String region) {
        faults.keySet().stream()
                .filter(subject -> !subject.startsWith("region ") && !subject.endsWith(" region " + region))
                .forEach(this::gone);
    }

    /** The causes there are, by subject. */
    public Map<String, String> now() {
        Map<String, String> now = new TreeMap<>();
        faults.forEach((subject, fault) -> {
            if (fault.present) {
                now.put(subject, fault.cause);
            }
        });
        return now;
    }
}
