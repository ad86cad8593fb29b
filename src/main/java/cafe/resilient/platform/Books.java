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

    private final Map<String, Book<?>> byType = new HashMap<>();

    /** @throws IllegalStateException if the queue could not tell two types of commands apart */
    @PostConstruct
    void read() {
        books.forEach(book -> {
            if (byType.put(book.command().getSimpleName(), book) != null) {
                throw new IllegalStateException(
                        "Two commands are called " + book.command().getSimpleName());
            }
        });
    }

    public Optional<Book<?>> of(String type) {
        return Optional.ofNullable(byType.get(type));
    }
}
