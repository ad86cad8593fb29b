/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.time.Duration;

/** What the nodes say of the streams between them. */
final class Replication {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String TIMELINE =
            "select ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int";

    private Replication() {}

    /** True while every commit of the writer reaches the standby before it is acknowledged. */
    static boolean synchronous(Node writer, Node standby) {
        try (Session session = writer.session()) {
            return session.is("select exists (select from pg_stat_replication where application_name = '" + standby
                    + "' and state = 'streaming' and sync_state = 'sync')");
        }
    }

    /** True while the standby streams from that upstream, on the writer's own timeline. */
    static boolean streams(Node standby, Node upstream, Node writer) {
        String timeline;
        try (Session session = writer.session()) {
            // not pg_control_checkpoint(), which tells the old one for seconds after a promotion
            timeline = session.value(TIMELINE);
        }
        try (Session session = standby.session()) {
            return session.is(
                    "select exists (select from pg_stat_wal_receiver where status = 'streaming' and sender_port = "
                            + upstream.port + " and received_tli = " + timeline + ")");
        }
    }

    /**
     * Ends the sessions of all clients of the writer, and waits until the standby has replayed all they committed.
     * Their way in must be closed before.
     *
     * @throws LabException when it has not within 20 s
     */
    static void drain(Node writer, Node standby) {
        String position;
        try (Session session = writer.session()) {
            session.run("select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '"
                    + Schema.DATABASE + "'");
            // a mark of our own, behind all they wrote: the server's positions may lie between two records
            position = session.value("select pg_logical_emit_message(false, 'lab', 'drained', true)");
        }
        awaitReplayed(standby, position);
    }

    /** Waits until the standby has replayed all that the other standby has received of a writer that is gone. */
    static void level(Node standby, Node other) {
        String position;
        try (Session session = other.session()) {
            position = session.value("select pg_last_wal_receive_lsn()");
        }
        awaitReplayed(standby, position);
    }

    private static void awaitReplayed(Node standby, String position) {
        try (Session session = standby.session()) {
            Await.until(
                    standby + " has replayed " + position,
                    LIMIT,
                    () -> session.is("select pg_last_wal_replay_lsn() >= '" + position + "'::pg_lsn"));
        }
    }

    static void checkpoint(Node writer) {
        try (Session session = writer.session()) {
            session.run("checkpoint");
        }
    }
}
