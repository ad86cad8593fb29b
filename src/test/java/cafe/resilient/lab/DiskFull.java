/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.util.List;

/**
 * A full disk as a client sees it: 53100 for every row that the application adds or changes, the heartbeat's too. Raised by
 * triggers, which are in the tables only meanwhile, on the node whose configuration says so.
 */
final class DiskFull {
    private static final List<String> TABLES = List.of("ordersraw", "messages", "heartbeat");
    private static final String RAISE = """
            create or replace function cafe.disk_is_full() returns trigger language plpgsql as $$
            begin
              if current_setting('%s', true) = 'on' then
                raise exception 'could not extend file: No space left on device' using errcode = '53100';
              end if;
              return null;
            end $$
            """.formatted(ServerFault.DISK_FULL.setting);

    private DiskFull() {}

    /** Does nothing yet. The standbys get the triggers too. */
    static void prepare(Node writer) {
        try (Session session = writable(writer)) {
            session.run(RAISE);
            for (String table : TABLES) {
                session.run("create or replace trigger disk_is_full before insert or update on cafe." + table
                        + " for each statement execute function cafe.disk_is_full()");
            }
        }
    }

    static void remove(Node writer) {
        try (Session session = writable(writer)) {
            session.run("drop function if exists cafe.disk_is_full() cascade");
        }
    }

    /** The server may be read-only as well. */
    private static Session writable(Node writer) {
        Session session = writer.session(Schema.DATABASE);
        session.run("set default_transaction_read_only = off");
        return session;
    }
}
