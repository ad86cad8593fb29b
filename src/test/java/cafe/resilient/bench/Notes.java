/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import cafe.resilient.platform.Command;
import cafe.resilient.platform.CommandEntity;
import cafe.resilient.platform.CommandHandler;
import cafe.resilient.platform.CommandLog;
import cafe.resilient.platform.CommandRepository;
import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.Resilient;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Table;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;

/**
 * Notes, which are kept in three ways: as the row of a command, by a handler, and by a handler of commands that have a sequence. Only a
 * benchmark's server ever has them.
 */
public final class Notes {

    static final String SCHEMA = """
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

    static final Class<?>[] CLASSES = {
        Notes.class,
        Insert.class,
        Handle.class,
        HandleInOrder.class,
        Inserted.class,
        Log.class,
        Note.class,
        Inserts.class,
        Handler.class,
        HandlerInOrder.class,
        Service.class,
        Door.class
    };

    private Notes() {}

    public record Insert(String text, UUID submission) implements Command {}

    public record Handle(String text, UUID submission) implements Command {}

    /** Each of a sequence of its own. */
    public record HandleInOrder(String text, UUID submission) implements Command {
        @Override
        public Optional<String> sequence() {
            return Optional.of(text);
        }
    }

    @Entity
    @Table(schema = "bench", name = "inserted")
    public static class Inserted extends CommandEntity {
        private String text;
    }

    @Entity
    @Table(schema = "bench", name = "command_log")
    public static class Log extends CommandLog {}

    @Entity
    @Table(schema = "bench", name = "notes")
    public static class Note {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        private Long id;

        private String text;

        protected Note() {}

        Note(String text) {
            this.text = text;
        }
    }

    @Stateless
    public static class Inserts extends CommandRepository<Insert> {
        public Inserts() {
            super(Insert.class, Inserted.class);
        }
    }

    @Stateless
    public static class Handler extends CommandHandler<Handle> {
        @PersistenceContext
        private EntityManager entityManager;

        public Handler() {
            super(Handle.class, Log.class);
        }

        @Override
        protected Record handle(Handle command) {
            entityManager.persist(new Note(command.text()));
            return null;
        }
    }

    @Stateless
    public static class HandlerInOrder extends CommandHandler<HandleInOrder> {
        @PersistenceContext
        private EntityManager entityManager;

        public HandlerInOrder() {
            super(HandleInOrder.class, Log.class);
        }

        @Override
        protected Record handle(HandleInOrder command) {
            entityManager.persist(new Note(command.text()));
            return null;
        }
    }

    @Stateless
    @Resilient
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public static class Service {
        @EJB
        private Inserts inserts;

        @EJB
        private Handler handler;

        @EJB
        private HandlerInOrder handlerInOrder;

        public Receipt keep(Insert command) {
            return inserts.enter(command);
        }

        public Receipt keep(Handle command) {
            return handler.enter(command);
        }

        public Receipt keep(HandleInOrder command) {
            return handlerInOrder.enter(command);
        }
    }

    /** POST /notes?WAY=TEXT answers 201. */
    @WebServlet("/notes")
    public static class Door extends HttpServlet {
        @EJB
        private Service service;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) {
            String[] query = request.getQueryString().split("=");
            UUID submission = UUID.randomUUID();
            switch (query[0]) {
                case "insert" -> service.keep(new Insert(query[1], submission));
                case "handle" -> service.keep(new Handle(query[1], submission));
                default -> service.keep(new HandleInOrder(query[1], submission));
            }
            response.setStatus(HttpServletResponse.SC_CREATED);
        }
    }
}
