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

/** The repositories of all features, by the simple name of their commands' class. */
@ApplicationScoped
public class CommandRegistry {

    @Inject
    @Any
    private Instance<CommandRepository<?>> repositories;

    private final Map<String, Registration> byType = new HashMap<>();

    /**
     * A repository, and the type of the commands that are entered in it.
     *
     * @param command asked of the repository once, as the table is: each call of a repository is a transaction
     */
    public record Registration(CommandRepository<?> repository, Class<? extends Command> command, String table) {

        /** The type of the commands, as the queue tells it. */
        public String type() {
            return command.getSimpleName();
        }
    }

    /** @throws IllegalStateException if the queue could not tell two types of commands apart */
    @PostConstruct
    void read() {
        repositories.forEach(repository -> {
            Registration registration = new Registration(repository, repository.command(), repository.table());
            String type = registration.command().getSimpleName();
            if (byType.put(type, registration) != null) {
                throw new IllegalStateException("Two commands are called " + type);
            }
        });
    }

    /** The types that have a repository, found without calling one, as at deployment nobody may. */
    public static Set<String> types(BeanManager beans) {
        return beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(Bean::getBeanClass)
                .filter(CommandRepository.class::isAssignableFrom)
                .map(CommandRegistry::command)
                .collect(Collectors.toSet());
    }

    /** The type argument of CommandRepository, which the class that names it derives from. */
    private static String command(Class<?> repository) {
        for (Class<?> type = repository; type != null; type = type.getSuperclass()) {
            if (type.getGenericSuperclass() instanceof ParameterizedType generic
                    && generic.getRawType() == CommandRepository.class
                    && generic.getActualTypeArguments()[0] instanceof Class<?> command) {
                return command.getSimpleName();
            }
        }
        return "";
    }

    public Collection<Registration> all() {
        return byType.values();
    }

    public Optional<Registration> of(String type) {
        return Optional.ofNullable(byType.get(type));
    }
}
