/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The state of the lab as lines of five words: <code>region zone role state port</code>, a line a node, then <code>
 * endpoint name leads-to open|closed port</code>; and a sixth where there are faults, which are joined by commas.
 */
final class StatusReport {
    private final Parts parts;

    StatusReport(Parts parts) {
        this.parts = parts;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        parts.topology().nodes().forEach(node -> lines.add(line(node)));
        for (String name : parts.endpoints().names()) {
            Relay relay = parts.endpoints().relay(name);
            String line = line(name, destination(relay.target()), relay);
            List<String> faults =
                    new ArrayList<>(parts.endpoints().network(name).words());
            Duration dnsDelay = parts.endpoints().dnsDelay();
            if (parts.topology().regions().contains(name) && !dnsDelay.isZero()) {
                faults.add("dns-delay=" + dnsDelay.toMillis() + "ms");
            }
            lines.add(line + sixth(faults));
        }
        parts.queues().all().forEach(queue -> lines.add(line(queue)));
        return lines;
    }

    private String line(Node node) {
        String state = node.state().name().toLowerCase(Locale.ROOT);
        return String.join(" ", node.region, node.name, role(node), state, Integer.toString(node.port))
                + sixth(node.faults());
    }

    private String line(QueueRegion queue) {
        List<String> faults = new ArrayList<>(queue.words());
        if (parts.queues().paused()) {
            faults.add("replication-paused");
        }
        return line("queue-" + queue.name, "dynamodb", queue.relay()) + sixth(faults);
    }

    private static String sixth(List<String> faults) {
        return faults.isEmpty() ? "" : " " + String.join(",", faults);
    }

    private String role(Node node) {
        if (node == parts.topology().writer()) {
            return "writer";
        }
        boolean inSync = node.running()
                && parts.topology().synchronous().filter(node::equals).isPresent();
        return inSync ? "sync-standby" : "standby";
    }

    private String destination(int port) {
        return parts.topology().nodes().stream()
                .filter(node -> node.port == port)
                .map(node -> node.name)
                .findFirst()
                .orElse("nowhere");
    }

    private static String line(String name, String destination, Relay relay) {
        String state = relay.target() == 0 ? "closed" : "open";
        return String.join(" ", "endpoint", name, destination, state, Integer.toString(relay.port()));
    }
}
