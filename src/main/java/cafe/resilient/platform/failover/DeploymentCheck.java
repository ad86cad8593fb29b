/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import cafe.resilient.platform.Command;
import cafe.resilient.platform.CommandJson;
import cafe.resilient.platform.CommandRegistry;
import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.Resilient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Refuses an application whose commands would be promised and could never be entered: at deployment, not in an outage. */
@ApplicationScoped
public class DeploymentCheck {

    @Inject
    BeanManager beans;

    /** @throws RuntimeException in one sentence, which names the method or the command, and says what would be right */
    void check(@Observes @Initialized(ApplicationScoped.class) Object event) {
        Set<String> known = CommandRegistry.types(beans);
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(Bean::getBeanClass)
                .distinct()
                .flatMap(bean -> Arrays.stream(bean.getMethods()))
                .filter(DeploymentCheck::isResilient)
                .forEach(method -> check(method, known));
    }

    private static boolean isResilient(Method method) {
        return method.isAnnotationPresent(Resilient.class)
                || method.getDeclaringClass().isAnnotationPresent(Resilient.class);
    }

    /** @param known simple names of the commands that can be entered */
    static void check(Method method, Set<String> known) {
        Set<Class<?>> commands = Arrays.stream(method.getParameterTypes())
                .filter(Command.class::isAssignableFrom)
                .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                .collect(Collectors.toSet());
        for (Class<?> command : commands) {
            if (!known.contains(command.getSimpleName())) {
                throw new IllegalStateException(
                        "%s takes %s, which no repository enters: derive a stateless EJB from CommandRepository<%s>"
                                .formatted(name(method), command.getSimpleName(), command.getSimpleName()));
            }
            CommandJson.requireKnown(command);
            if (!method.getReturnType().isAssignableFrom(Receipt.class)) {
                throw new IllegalStateException(
                        "%s takes %s, so it must return Receipt, not %s: in an outage the answer is one"
                                .formatted(
                                        name(method),
                                        command.getSimpleName(),
                                        method.getReturnType().getSimpleName()));
            }
        }
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getName() + "." + method.getName();
    }
}
