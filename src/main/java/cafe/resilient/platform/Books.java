/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The books of all features, by the simple name of their commands' class. */
@ApplicationScoped
public class Books {

    @Inject
    @Any
    private Instance<Book<?>> books;

    private final Map<String, Shelf> byType = new HashMap<>();

    /**
     * A book, and the type of the commands that are entered in it.
     *
     * @param command asked of the book once: each call of a book is a transaction
     */
    public record Shelf(Book<?> book, Class<? extends Command> command) {}

    /** @throws IllegalStateException if the queue could not tell two types of commands apart */
    @PostConstruct
    void read() {
        books.forEach(book -> {
            Shelf shelf = new Shelf(book, book.command());
            String type = shelf.command().getSimpleName();
            if (byType.put(type, shelf) != null) {
                throw new IllegalStateException("Two commands are called " + type);
            }
        });
    }

    public Optional<Shelf> of(String type) {
        return Optional.ofNullable(byType.get(type));
    }
}
