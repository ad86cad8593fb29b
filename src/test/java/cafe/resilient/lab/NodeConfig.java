/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The postgresql.conf of one node: all of it, written anew for each change. */
final class NodeConfig {
    private final Map<String, String> settings = Collections.synchronizedMap(new LinkedHashMap<>());
    private final String password;

    /** @param fsync off is safe for killed processes, not for a killed machine: for tests */
    NodeConfig(String name, int port, String password, boolean fsync) {
        this.password = password;
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        settings.put("password_encryption", "scram-sha-256");
        // also what a standby calls itself to its upstream, so the name in synchronous_standby_names
        settings.put("cluster_name", name);
        settings.put("max_connections", "200");
        settings.put("shared_buffers", "64MB");
        // "posix" would leave segments in /dev/shm when a killed node's folder is wiped
        settings.put("dynamic_shared_memory_type", "mmap");
        settings.put("io_method", "sync");
        settings.put("jit", "off");
        settings.put("fsync", fsync ? "on" : "off");
        replication();
        logging();
    }

    private void replication() {
        settings.put("wal_level", "replica");
        settings.put("hot_standby", "on");
        settings.put("max_wal_senders", "10");
        settings.put("wal_keep_size", "256MB");
        settings.put("max_wal_size", "512MB");
        settings.put("wal_sender_timeout", "5s");
        settings.put("wal_receiver_timeout", "5s");
        settings.put("wal_receiver_status_interval", "1s");
        // a promotion within milliseconds of the primary's death waits this out: 5 s by default
        settings.put("wal_retrieve_retry_interval", "50ms");
        settings.put("recovery_target_timeline", "latest");
        settings.put("synchronous_commit", "on");
        settings.put("synchronous_standby_names", "");
        settings.put("primary_conninfo", "");
    }

    private void logging() {
        settings.put("log_line_prefix", "%m [%p] %q%u %a ");
        settings.put("log_min_messages", "warning");
        settings.put("log_error_verbosity", "terse"); // the rest quotes rows, and so what customers wrote
        settings.put("log_min_error_statement", "panic");
        settings.put("log_timezone", "UTC");
        settings.put("timezone", "UTC");
    }

    /** Streams from the server on this port, here and by this name; the password is in a folder nobody else enters. */
    void follow(int upstreamPort) {
        settings.put(
                "primary_conninfo",
                "host=127.0.0.1 port=" + upstreamPort + " user=postgres password=" + password
                        + " sslmode=disable gssencmode=disable connect_timeout=2 tcp_user_timeout=5000");
    }

    /** Commits wait for this standby; null: for none. */
    void waitFor(String standby) {
        settings.put("synchronous_standby_names", standby == null ? "" : '"' + standby + '"');
    }

    /** A setting of its own; null: as it was. */
    void set(String name, String value) {
        if (value == null) {
            settings.remove(name);
        } else {
            settings.put(name, value);
        }
    }

    String text() {
        StringBuilder text = new StringBuilder("# written by the lab: changes here are lost\n");
        settings.forEach((name, value) -> text.append(name)
                .append(" = '")
                .append(value.replace("'", "''"))
                .append("'\n"));
        return text.toString();
    }

    static String access() {
        return "host all all 127.0.0.1/32 scram-sha-256\nhost replication postgres 127.0.0.1/32 scram-sha-256\n";
    }
}
