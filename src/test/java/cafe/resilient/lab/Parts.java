/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a lab is made of, made in one go or not at all. */
final class Parts implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private Home home;
    private Secrets secrets;
    private Topology topology;
    private Endpoints endpoints;
    private Queues queues;
    private OutageClock clock;
    private ServerFaults servers;

    private Parts() {}

    static Parts start(LabSettings settings) {
        Parts parts = new Parts();
        try {
            parts.open(settings);
            return parts;
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private void open(LabSettings settings) {
        home = opened(Home.claim(settings.home()));
        Ports ports = settings.ports();
        queues = queues(ports);
        endpoints = endpoints(ports);
        Stream.of(ports.westA(), ports.westB(), ports.eastA()).forEach(port -> opened(new HeldPort(port, Ports.BASE)));
        // beside the databases: both take their seconds
        CompletableFuture<Void> prepared = queues.prepare(opened(QueueProcess.start(home, queues.names())));
        secrets = Secrets.create(home.secrets());
        topology = topology(settings);
        startNodes();
        clock = opened(new OutageClock(secrets.password("app"), this::disturbed));
        servers = opened(new ServerFaults(topology, secrets.password("app")));
        opened(queues).open(prepared);
    }

    private Endpoints endpoints(Ports ports) {
        Map<String, Relay> regions = new LinkedHashMap<>();
        regions.put("west", relay(ports.west()));
        regions.put("east", relay(ports.east()));
        Map<String, Relay> instances = new LinkedHashMap<>();
        instances.put("west-a", relay(ports.toWestA()));
        instances.put("west-b", relay(ports.toWestB()));
        instances.put("east-a", relay(ports.toEastA()));
        return new Endpoints(regions, instances);
    }

    private Queues queues(Ports ports) {
        QueueTraps traps = new QueueTraps();
        return new Queues(
                traps,
                queue("west", "eu-central-1", ports.queueWest(), traps),
                queue("east", "eu-west-1", ports.queueEast(), traps));
    }

    private QueueRegion queue(String name, String awsRegion, int port, QueueTraps traps) {
        return opened(new QueueRegion(name, awsRegion, new HeldPort(port, Ports.QUEUE), traps));
    }

    private Relay relay(int port) {
        return opened(Relay.ofPostgres(new HeldPort(port, Ports.BASE)));
    }

    private Topology topology(LabSettings settings) {
        Postgres postgres = new Postgres(PostgresBinaries.unpackedIn(settings.binaries()));
        Ports ports = settings.ports();
        return new Topology(List.of(
                node("west-a", "west", ports.westA(), postgres, settings),
                node("west-b", "west", ports.westB(), postgres, settings),
                node("east-a", "east", ports.eastA(), postgres, settings)));
    }

    private Node node(String name, String region, int port, Postgres postgres, LabSettings settings) {
        String password = secrets.password("postgres");
        Node node = new Node(name, region, port, home.node(name), postgres, password, settings.fsync());
        opened(node::wipe);
        return node;
    }

    /** The first is copied before it ever runs, which is the quickest; then all start at once. */
    private void startNodes() {
        List<Node> chain = topology.chain();
        Node writer = chain.get(0);
        writer.create();
        IntStream.range(1, chain.size()).parallel().forEach(i -> {
            chain.get(i).copyStopped(writer);
            chain.get(i).asStandbyOf(chain.get(i - 1));
        });
        chain.forEach(Node::start);
        chain.forEach(Node::awaitReady);
        prepare(writer);
        new Arrangement(topology, endpoints).rejoin();
    }

    private void prepare(Node writer) {
        String password = secrets.password("postgres");
        try (Connection superuser = Session.connect(writer.port, "postgres", "postgres", password, 30)) {
            Schema.prepare(superuser, secrets.password("owner"), secrets.password("app"));
        } catch (SQLException e) {
            throw new LabException("The roles and the database could not be made: " + e.getMessage(), e);
        }
        String url = "jdbc:postgresql://127.0.0.1:" + writer.port + "/" + Schema.DATABASE + "?sslmode=disable";
        Schema.migrate(url, Schema.OWNER, secrets.password("owner"));
    }

    private boolean disturbed() {
        return endpoints.faulty()
                || topology.nodes().stream().anyMatch(node -> !node.faults().isEmpty());
    }

    private <T extends AutoCloseable> T opened(T part) {
        opened.push(part);
        return part;
    }

    Home home() {
        return home;
    }

    Secrets secrets() {
        return secrets;
    }

    Topology topology() {
        return topology;
    }

    Endpoints endpoints() {
        return endpoints;
    }

    Queues queues() {
        return queues;
    }

    ServerFaults servers() {
        return servers;
    }

    OutageClock clock() {
        return clock;
    }

    /** In the opposite order; one that fails does not keep the others. Interruption, which may be why, waits until all are. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        RuntimeException failed = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                failed = new LabException("The lab did not come down cleanly: " + e.getMessage(), e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failed != null) {
            throw failed;
        }
    }
}
