/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench.notes;

/** Notes, kept in three ways, and what they need in a database and a server of a benchmark. */
public final class Notes {

    public static final String SCHEMA = """
            create schema bench;
            create table bench.inserted (
              id bigint generated always as identity primary key, number char(20) not null unique,
              submission uuid not null, journey text not null, text text not null);
            create table bench.command_log (
              id bigint generated always as identity primary key, number char(20) not null unique,
              type text not null, submission uuid not null, journey text not null, result text);
            create table bench.notes (id bigint generated always as identity primary key, text text not null);
            grant usage on schema bench to cafe_app;
            grant select, insert, update on all tables in schema bench to cafe_app""";

    private static final Class<?>[] CLASSES = {
        Insert.class,
        Handle.class,
        HandleInOrder.class,
        Inserted.class,
        NoteLog.class,
        Note.class,
        Inserts.class,
        Handler.class,
        HandlerInOrder.class,
        NoteService.class,
        Door.class
    };

    private Notes() {}

    /** All that the server's application gets besides. */
    public static Class<?>[] classes() {
        return CLASSES.clone();
    }
}
