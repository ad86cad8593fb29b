/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import cafe.resilient.platform.region.Attempt;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The books of all features, by the simple name of their commands' class. */
@ApplicationScoped
public class Books {

    @Inject
    @Any
    private Instance<Book<?>> books;

    @Inject
    private PlatformSettings settings;

    @Inject
    private Clock clock;

    private final Map<String, Book<?>> byType = new HashMap<>();

    @PostConstruct
    void read() {
        books.forEach(book -> byType.put(book.command().getSimpleName(), book));
    }

    /** At deployment; in no region in particular, as no database is asked. */
    void prepare(@Observes @Initialized(ApplicationScoped.class) Object event) throws Exception {
        Deadline deadline = Deadline.in(settings.budget());
        Attempt nowhere = new Attempt(settings.regions().get(0), Journey.begun(clock.instant()), deadline);
        nowhere.run(() -> {
            byType.values().forEach(Book::prepare);
            return null;
        });
    }

    public Optional<Book<?>> of(String type) {
        return Optional.ofNullable(byType.get(type));
    }
}
