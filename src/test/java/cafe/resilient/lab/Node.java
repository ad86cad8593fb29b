/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** One PostgreSQL server in a zone of its own: its life, as signals, and what it knows of its neighbours. */
final class Node {
    enum State {
        RUNNING,
        STARTING,
        FROZEN,
        /** Runs, or could, but another was promoted without it: only a fresh copy brings it back. */
        STALE,
        DOWN
    }

    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    final String name;
    final String region;
    final int port;
    private final Path log;
    private final DataFolder data;
    private final Postgres postgres;
    private final NodeConfig config;
    private final String password;
    private final Set<ServerFault> faults = new ConcurrentSkipListSet<>();
    private final Postmaster postmaster = new Postmaster();
    private volatile boolean stale;
    private volatile boolean stoppedCleanly;

    Node(String name, String region, int port, Path folder, Postgres postgres, String password, boolean fsync) {
        this.name = name;
        this.region = region;
        this.port = port;
        this.postgres = postgres;
        this.password = password;
        log = folder.resolve("postgres.log");
        data = new DataFolder(folder.resolve("data"), postgres);
        config = new NodeConfig(name, port, password, fsync);
    }

    // ---- data

    void create() {
        data.create(password);
        data.write("pg_hba.conf", NodeConfig.access());
    }

    void copyStopped(Node source) {
        data.copyFrom(source.data);
    }

    /** Wipes this node, running or not, and makes it a copy of a running one. */
    void copyRunning(Node source) {
        kill();
        data.wipe();
        try (Session session = source.session()) {
            OnlineBackup.copy(session, source.data, data);
        }
        stale = false;
        stoppedCleanly = false;
    }

    void wipe() {
        kill();
        data.wipe();
    }

    // ---- configuration; takes effect with start or reload

    Node asStandbyOf(Node upstream) {
        config.waitFor(null);
        config.follow(upstream.port);
        data.write("standby.signal", "");
        return this;
    }

    Node asPrimary() {
        data.remove("standby.signal");
        return this;
    }

    /** Commits wait for the standby; null: for none. */
    Node waitingFor(Node standby) {
        config.waitFor(standby == null ? null : standby.name);
        return this;
    }

    /** Marks it, and makes or ends what a setting makes: at once if it runs, else with the next start. */
    void set(ServerFault fault, boolean on) {
        if (on) {
            faults.add(fault);
        } else {
            faults.remove(fault);
        }
        if (fault.setting != null) {
            config.set(fault.setting, on ? "on" : null);
            if (postmaster.alive()) {
                reload();
            }
        }
    }

    boolean has(ServerFault fault) {
        return faults.contains(fault);
    }

    /** As the drills are called. */
    List<String> faults() {
        return faults.stream().map(ServerFault::toString).toList();
    }

    void reload() {
        data.write("postgresql.conf", config.text());
        postmaster.tell("HUP");
    }

    // ---- life

    /** Starts it and comes back at once: see {@link #awaitReady}. */
    void start() {
        data.write("postgresql.conf", config.text());
        // a leftover of a server we know is dead; its process number may be somebody else's by now
        data.remove("postmaster.pid");
        postmaster.started(postgres.serve(data.path, log));
        stoppedCleanly = false;
    }

    /** @throws LabException with the end of its log when it dies or takes over 30 s */
    void awaitReady() {
        boolean ready = Await.within(
                START_LIMIT,
                () -> !postmaster.alive() || List.of("ready", "standby").contains(data.status()));
        if (!ready || !postmaster.alive()) {
            throw new LabException(name + " did not start: " + lastWords());
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
        } catch (IOException e) {
            return "no log";
        }
    }

    /** Power off: postmaster and all backends die at once, frozen or not. */
    void kill() {
        stoppedCleanly = stoppedCleanly();
        postmaster.kill();
    }

    /** SIGINT: ends sessions, checkpoints, sends the standbys all it has. */
    void stopFast() {
        postmaster.stop("INT");
        stoppedCleanly = true;
    }

    /** SIGQUIT: drops everything; the next start recovers. */
    void stopImmediately() {
        postmaster.stop("QUIT");
    }

    /** It hangs, while the kernel goes on accepting connections for it. */
    void freeze() {
        postmaster.freeze();
    }

    void thaw() {
        postmaster.thaw();
    }

    // ---- what is known of it

    State state() {
        if (!postmaster.alive()) {
            return State.DOWN;
        } else if (postmaster.frozen()) {
            return State.FROZEN;
        } else if (stale) {
            return State.STALE;
        }
        return List.of("ready", "standby").contains(data.status()) ? State.RUNNING : State.STARTING;
    }

    boolean running() {
        return state() == State.RUNNING;
    }

    boolean stale() {
        return stale;
    }

    void becameStale() {
        stale = true;
    }

    /** Down, but with all it ever committed streamed to its standby. */
    boolean stoppedCleanly() {
        return stoppedCleanly && !postmaster.alive();
    }

    Session session() {
        return session("postgres");
    }

    Session session(String database) {
        return Session.open(name, port, database, password);
    }

    @Override
    public String toString() {
        return name;
    }
}
