/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.lang.reflect.ParameterizedType;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
     * @param command asked of the book once, as the table is: each call of a book is a transaction
     */
    public record Shelf(Book<?> book, Class<? extends Command> command, String table) {

        /** The type of the commands, as the queue tells it. */
        public String type() {
            return command.getSimpleName();
        }
    }

    /** @throws IllegalStateException if the queue could not tell two types of commands apart */
    @PostConstruct
    void read() {
        books.forEach(book -> {
            Shelf shelf = new Shelf(book, book.command(), book.table());
            String type = shelf.command().getSimpleName();
            if (byType.put(type, shelf) != null) {
                throw new IllegalStateException("Two commands are called " + type);
            }
        });
    }

    /** The types that have a book, found without calling one, as at deployment nobody may. */
    public static Set<String> types(BeanManager beans) {
        return beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(Bean::getBeanClass)
                .filter(Book.class::isAssignableFrom)
                .map(Books::command)
                .collect(Collectors.toSet());
    }

    /** The type argument of Book, which the class that names it derives from. */
    private static String command(Class<?> book) {
        for (Class<?> type = book; type != null; type = type.getSuperclass()) {
            if (type.getGenericSuperclass() instanceof ParameterizedType generic
                    && generic.getRawType() == Book.class
                    && generic.getActualTypeArguments()[0] instanceof Class<?> command) {
                return command.getSimpleName();
            }
        }
        return "";
    }

    public Collection<Shelf> all() {
        return byType.values();
    }

    public Optional<Shelf> of(String type) {
        return Optional.ofNullable(byType.get(type));
    }
}
