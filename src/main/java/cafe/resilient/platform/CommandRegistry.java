/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.reflect.ParameterizedType;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
     * @param command asked of the repository once, as what follows is: each call of a repository is a transaction
     * @param refusals see {@link CommandRepository#refusals}
     * @param handled whether it is a {@link CommandHandler}
     */
    public record Registration(
            CommandRepository<?> repository,
            Class<? extends Command> command,
            String table,
            Map<String, String> refusals,
            boolean handled) {

        /** The type of the commands, as the queue tells it. */
        public String type() {
            return command.getSimpleName();
        }
    }

    @PostConstruct
    void read() {
        repositories.forEach(repository -> {
            Registration registration = new Registration(
                    repository,
                    repository.command(),
                    repository.table(),
                    repository.refusals(),
                    repository instanceof CommandHandler);
            byType.put(registration.type(), registration);
        });
    }

    /**
     * The commands that one of these classes enters, found without calling one, as at deployment nobody may.
     *
     * @throws IllegalStateException if two commands have one simple name, or one cannot be kept
     */
    public static Set<Class<?>> commands(Collection<Class<?>> beans) {
        Map<String, Class<?>> byName = new HashMap<>();
        beans.stream()
                .filter(CommandRepository.class::isAssignableFrom)
                .flatMap(repository -> command(repository).stream())
                .forEach(command -> {
                    CommandJson.requireKeepable(command);
                    Class<?> other = byName.put(command.getSimpleName(), command);
                    if (other != null) {
                        throw new IllegalStateException(
                                "%s and %s have one simple name, or two repositories: the queue could not tell their commands apart"
                                        .formatted(other.getName(), command.getName()));
                    }
                });
        return Set.copyOf(byName.values());
    }

    /** The type argument of CommandRepository, or of CommandHandler, which the class that names it derives from. */
    private static Optional<Class<?>> command(Class<?> repository) {
        for (Class<?> type = repository; type != null; type = type.getSuperclass()) {
            if (type.getGenericSuperclass() instanceof ParameterizedType generic
                    && generic.getRawType() instanceof Class<?> raw
                    && CommandRepository.class.isAssignableFrom(raw)
                    && generic.getActualTypeArguments()[0] instanceof Class<?> command
                    && Command.class.isAssignableFrom(command)) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }

    public Collection<Registration> all() {
        return byType.values();
    }

    public Optional<Registration> of(String type) {
        return Optional.ofNullable(byType.get(type));
    }
}
