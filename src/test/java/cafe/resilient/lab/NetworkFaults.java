/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The faults of the network between the clients of one endpoint and the server it leads to. They wait for no other
 * operation of the lab and none waits for them. Those of commits and results spring on the next one that passes, whoever
 * makes it, but never on a connection whose application_name ends in "-watch"; a statement that commits by itself is no
 * COMMIT.
 */
public final class NetworkFaults {
    private static final int MOST_LOSS = 50;

    private final String name;
    private final Relay relay;

    NetworkFaults(String name, Relay relay) {
        this.name = name;
        this.relay = relay;
    }

    /**
     * From now on nothing comes through, that way or both: no bytes, no end of a connection, no reset. Connections stay
     * open and new ones are accepted. What is sent meanwhile comes through, late, when it is healed. The fault is of the
     * way to the server the endpoint leads to now: an endpoint that is moved leads around it.
     */
    public void cut(Way... ways) {
        int server = relay.target();
        if (server == 0) {
            throw new LabException("The endpoint " + name + " is closed: there is nothing to cut.");
        }
        EnumSet<Way> cut = EnumSet.allOf(Way.class);
        if (ways.length > 0) {
            cut.retainAll(List.of(ways));
        }
        relay.conditions().cut(server, cut);
    }

    /** Resets all connections now, once. */
    public void reset() {
        relay.reset();
    }

    /** All that comes, either way, comes that much later. */
    public void delay(Duration time) {
        relay.conditions().delay(time);
    }

    /**
     * So much of what is sent, either way, is lost and sent again, as TCP does: it comes 200 ms later. Milder than a real
     * network: nothing is lost twice, and a connect does not wait for a second.
     *
     * @param percent 1 to 50
     */
    public void loss(int percent) {
        if (percent < 1 || percent > MOST_LOSS) {
            throw new LabException("The loss is 1 to " + MOST_LOSS + " per cent, not " + percent + ".");
        }
        relay.conditions().loss(percent);
    }

    /**
     * The server commits, but its reply is lost.
     *
     * @param times how many commits
     * @param hang false: the connection is reset; true: nothing ever comes through it again
     */
    public void commitLost(int times, boolean hang) {
        relay.traps().set(Trap.commitLost(hang), times);
    }

    /**
     * The client's COMMIT never reaches the server, which keeps the transaction and its locks until its own patience ends.
     *
     * @param hang false: the client's side is reset; true: nothing ever comes through again
     */
    public void commitRequestLost(int times, boolean hang) {
        relay.traps().set(Trap.commitRequestLost(hang), times);
    }

    /** The COMMIT is on its way for that time, and arrives, even if its client is gone and the endpoint moved. */
    public void commitDelayed(int times, Duration time) {
        relay.traps().set(Trap.commitDelayed(time), times);
    }

    /** The connection is reset in the middle of a row of a result, the next one of that many bytes or more. */
    public void resetMidResult(int times, int bytes) {
        relay.traps().set(Trap.resetMidResult(bytes), times);
    }

    /** Ends all of them, those that have not sprung too. Connections that lost something are reset. */
    public void heal() {
        relay.heal();
    }

    /** What is wrong now, as the drills are called: "cut", "cut-to-server", "delay=30ms", "loss=2%", "commit-lost", "commit-lost*3". */
    public List<String> words() {
        List<String> words = new ArrayList<>(relay.conditions().words(relay.target()));
        Map<String, Integer> traps = new LinkedHashMap<>();
        relay.traps().words().forEach(trap -> traps.merge(trap, 1, Integer::sum));
        traps.forEach((trap, count) -> words.add(count == 1 ? trap : trap + "*" + count));
        return words;
    }
}
