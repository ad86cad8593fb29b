/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.replay;

import cafe.resilient.platform.queue.QueueTable;
import cafe.resilient.platform.report.KnownFaults;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Faults that each pass of the replay meets anew while they last; they are gone after a pass that met them no more. */
@ApplicationScoped
class ReplayFaults {

    /** By subject: in the last pass, and in this one. */
    private record Met(Set<String> last, Set<String> now) {}

    /** By region of the queue; touched by one replay at a time. */
    private final Map<String, Met> met = new HashMap<>();

    @Inject
    KnownFaults faults;

    /** A new pass begins. */
    void begin(QueueTable table) {
        Met before = met.getOrDefault(table.region(), new Met(Set.of(), Set.of()));
        before.last().stream().filter(fault -> !before.now().contains(fault)).forEach(faults::gone);
        met.put(table.region(), new Met(before.now(), new HashSet<>()));
    }

    /** @return whether operators are to be told, as of {@link KnownFaults#seen} */
    boolean seen(QueueTable table, String subject, String cause) {
        met.get(table.region()).now().add(subject);
        return faults.seen(subject, cause);
    }
}
