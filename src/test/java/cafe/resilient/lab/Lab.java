/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The control plane of a running lab. Every operation throws a LabException, and does nothing, when it is not possible in
 * the present state. One runs at a time; others wait for it. Outages are those of a client that commits and reconnects
 * without pause.
 */
public final class Lab implements AutoCloseable {
    private final Turn turn = new Turn();
    private final Parts parts;
    private final Arrangement arrangement;
    private final ZoneDrills zone;
    private final RegionDrills region;
    private final ServerFaults servers;
    private final Flap flap;

    private Lab(Parts parts) {
        this.parts = parts;
        arrangement = new Arrangement(parts.topology(), parts.endpoints());
        zone = new ZoneDrills(parts.topology(), parts.endpoints(), arrangement, parts.clock());
        region = new RegionDrills(parts.topology(), parts.endpoints(), arrangement, parts.clock());
        servers = parts.servers();
        flap = new Flap(parts.topology(), parts.endpoints());
    }

    /**
     * Starts a lab from nothing: what an earlier one left in the home folder is ended and wiped first. Comes back when
     * every node streams, commits are synchronous and the queue answers.
     *
     * @throws LabException when a port is taken, a lab runs in the folder, or a part does not start; nothing is left
     */
    public static Lab start(LabSettings settings) {
        return new Lab(Parts.start(settings));
    }

    /** The relay in front of a region's writer. */
    public Relay endpoint(String name) {
        return parts.endpoints().of(name);
    }

    /** The relay in front of one node: it leads there whoever is the writer. */
    public Relay instance(String node) {
        return parts.endpoints().instance(node);
    }

    /** The network in front of a region (west) or of one node (west-a). */
    public NetworkFaults network(String name) {
        return parts.endpoints().network(name);
    }

    /** The network in front of the writer's region. */
    public NetworkFaults network() {
        return network(writersRegion());
    }

    /**
     * From now on a region's endpoint is moved that much later than its writer is promoted; until it is healed. It leads
     * where it led: nowhere if the old writer is dead, to a standby after a switchover, to the frozen one. That of a region
     * that has just got the writer is closed.
     */
    public void dnsDelay(Duration time) {
        parts.endpoints().dnsDelay(time);
    }

    /** Every endpoint's network, and names that are late. */
    public void healNetwork() {
        parts.endpoints().heal();
    }

    /** The queue: DynamoDB Local in two regions. */
    public Queues queues() {
        return parts.queues();
    }

    /** The password of postgres, owner or app. */
    public String secret(String name) {
        return parts.secrets().password(name);
    }

    public Path home() {
        return parts.home().path();
    }

    /**
     * A connection to the cafe's database, straight to a node (west-a) or through a region's endpoint (west).
     *
     * @param user postgres, owner or app
     */
    public Connection connect(String place, String user) throws SQLException {
        boolean isRegion = parts.topology().regions().contains(place);
        int port = isRegion ? endpoint(place).port() : parts.topology().node(place).port;
        String role = user.equals("postgres") ? user : "cafe_" + user;
        return Session.connect(port, Schema.DATABASE, role, secret(user), 0);
    }

    /** The region of the node that is, or last was, the writer. */
    public String writersRegion() {
        return parts.topology().writer().region;
    }

    /** The node that is, or last was, the writer. */
    public String writer() {
        return parts.topology().writer().name;
    }

    /** A line a node, then a line an endpoint. */
    public List<String> status() {
        return new StatusReport(parts).lines();
    }

    /** Kills the writer; after that time promotes its synchronous standby. */
    public Duration zoneFailover(Duration after) {
        return turn.take(() -> zone.failover(after));
    }

    /** Planned: hands over to the standby in the other zone; the old writer becomes its synchronous standby. */
    public Duration switchover() {
        return turn.take(() -> zone.switchover());
    }

    /** Planned: hands over to the other region; the old one's nodes become standbys. */
    public Duration switchover(String toRegion) {
        return turn.take(() -> region.switchOver(toRegion));
    }

    /** Freezes a node. If it is the writer there is none until it is thawed. */
    public void freeze(String node) {
        turn.take(() -> zone.freeze(parts.topology().node(node)));
    }

    /** Freezes the writer; after that time promotes its synchronous standby. */
    public Duration freezeAndPromote(Duration after) {
        return turn.take(() -> zone.freezeAndPromote(after));
    }

    /** Cuts the writer's network, all ways or these; after that time promotes its synchronous standby. */
    public Duration cutAndPromote(Duration after, Way... ways) {
        return turn.take(() -> zone.cutAndPromote(after, ways));
    }

    /** Thaws a node; answers the outage if that ends one. */
    public Optional<Duration> thaw(String node) {
        return turn.take(() -> zone.thaw(List.of(parts.topology().node(node))));
    }

    /** Thaws all that is frozen; answers the outage if that ends one. */
    public Optional<Duration> thaw() {
        return turn.take(() -> zone.thaw(parts.topology().nodes()));
    }

    /** Stops the writer as its administrator would (57P01) and starts it again after that time. */
    public Duration fastStop(Duration after) {
        return turn.take(() -> zone.stopAndStart(Node::stopFast, after));
    }

    /** Stops the writer at once, so that it has to recover when it starts again after that time. */
    public Duration immediateStop(Duration after) {
        return turn.take(() -> zone.stopAndStart(Node::stopImmediately, after));
    }

    /** Every node back behind the writer, copied anew where it must be, and commits synchronous again. */
    public void rejoin() {
        turn.take(() -> arrangement.rejoin());
    }

    /**
     * Kills the writer's region and promotes the other.
     *
     * @param lag false: first cuts clients off and waits until the other region has every commit; true: loses the last
     */
    public Duration loseRegion(boolean lag) {
        return turn.take(() -> region.lose(lag));
    }

    /** Kills every database. */
    public void loseAll(boolean lag) {
        turn.take(() -> region.loseAll(lag));
    }

    /** Everything back and healed, with the writer in that region; answers the outage if that ends or makes one. */
    public Optional<Duration> restore(String toRegion) {
        return turn.take(() -> healedAnd(toRegion));
    }

    /** Everything back and healed, with the writer where it last was. */
    public Optional<Duration> restore() {
        return restore(writersRegion());
    }

    private Optional<Duration> healedAnd(String toRegion) {
        healNetwork();
        servers.heal();
        parts.queues().up();
        return region.restore(toRegion);
    }

    /** Demotes the writer in place: connections live on, and what writes fails with 25006. */
    public void readOnly() {
        turn.take(() -> servers.readOnly());
    }

    /** Ends that, on every node. */
    public void writable() {
        turn.take(() -> servers.writable());
    }

    /** The writer takes no more rows, of the heartbeat neither: 53100. */
    public void diskFull() {
        turn.take(() -> servers.diskFull());
    }

    /** Ends that, on every node. */
    public void diskFree() {
        turn.take(() -> servers.diskFree());
    }

    /**
     * Takes every connection that the writer has for ordinary roles: 53300 for new ones, also for those that come free.
     *
     * @param evict also ends the sessions there are
     */
    public void fillConnections(boolean evict) {
        turn.take(() -> servers.fillConnections(evict));
    }

    /** Ends that. */
    public void freeConnections() {
        turn.take(() -> servers.freeConnections());
    }

    /** Nobody reaches the writer, which stays as it is: its endpoints are closed until {@link #openEndpoints}. */
    public void closeEndpoints() {
        turn.take(() -> parts.endpoints().closeTo(parts.topology().runningWriter()));
    }

    public void openEndpoints() {
        turn.take(() -> parts.endpoints().settle(parts.topology()));
    }

    /** The writer's endpoints are closed for that long and open for that long by turns, until the time is over. */
    public void flap(Duration every, Duration time) {
        turn.take(() -> flap.run(every, time));
    }

    /** As {@link #flap}, but comes back at once; other operations wait until it is over. */
    public CompletableFuture<Void> flapMeanwhile(Duration every, Duration time) {
        return CompletableFuture.runAsync(
                () -> flap(every, time), task -> Relay.daemon("flap", task).start());
    }

    /** Ends every process, and leaves no folder and no shared memory behind. */
    @Override
    public void close() {
        turn.end(parts::close);
    }
}
