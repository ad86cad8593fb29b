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

    @PostConstruct
    void read() {
        books.forEach(book -> byType.put(book.command().getSimpleName(), book));
    }

    public Optional<Book<?>> of(String type) {
        return Optional.ofNullable(byType.get(type));
    }
}
