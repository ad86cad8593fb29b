/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import cafe.resilient.platform.Command;
import cafe.resilient.platform.CommandHandler;
import cafe.resilient.platform.CommandJson;
import cafe.resilient.platform.CommandRegistry;
import cafe.resilient.platform.CommandRepository;
import cafe.resilient.platform.Receipt;
import cafe.resilient.platform.RefusedBy;
import cafe.resilient.platform.Resilient;
import cafe.resilient.platform.region.RegionConnections;
import cafe.resilient.platform.region.RegionOfAttempt;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateful;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import jakarta.transaction.Transactional;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.cfg.AvailableSettings;

/** Refuses an application whose commands would be promised and could never be entered: at deployment, not in an outage. */
@ApplicationScoped
public class DeploymentCheck {

    private static final List<Class<? extends Annotation>> EJB =
            List.of(Stateless.class, Stateful.class, Singleton.class);

    /** The region is Hibernate's tenant. */
    private static final Map<String, Class<?>> TENANT = Map.of(
            AvailableSettings.MULTI_TENANT_CONNECTION_PROVIDER,
            RegionConnections.class,
            AvailableSettings.MULTI_TENANT_IDENTIFIER_RESOLVER,
            RegionOfAttempt.class);

    @Inject
    BeanManager beans;

    @PersistenceUnit
    EntityManagerFactory unit;

    void check(@Observes @Initialized(ApplicationScoped.class) Object event) {
        checkUnit(unit.getProperties());
        List<Class<?>> classes = beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .<Class<?>>map(Bean::getBeanClass)
                .distinct()
                .toList();
        check(classes);
    }

    /** @throws RuntimeException in one sentence, which names the method or the command, and says what would be right */
    static void check(Collection<Class<?>> beans) {
        Set<Class<?>> entered = CommandRegistry.commands(beans);
        beans.stream().filter(CommandRepository.class::isAssignableFrom).forEach(DeploymentCheck::checkRepository);
        for (Class<?> bean : beans) {
            Stream.of(bean.getMethods())
                    .filter(method ->
                            MethodAnnotation.of(method, Resilient.class).isPresent())
                    .forEach(method -> check(bean, method, entered));
        }
    }

    /** @param unit the properties of the persistence unit */
    static void checkUnit(Map<String, Object> unit) {
        TENANT.forEach((property, type) -> {
            Object value = unit.get(property);
            if (!type.getName().equals(value) && !type.equals(value) && !type.isInstance(value)) {
                throw new IllegalStateException(
                        "The persistence unit must name %s as its %s, not %s: else it knows one database alone"
                                .formatted(type.getName(), property, value));
            }
        });
    }

    private static void check(Class<?> bean, Method method, Set<Class<?>> entered) {
        if (isTransactional(bean, method)) {
            throw new IllegalStateException(
                    "%s is @Resilient within a transaction, where a retry is of no use: it must be without one, an EJB @TransactionAttribute(NOT_SUPPORTED)"
                            .formatted(name(method)));
        }
        Arrays.stream(method.getParameterTypes())
                .filter(Command.class::isAssignableFrom)
                .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                .forEach(command -> check(method, command, entered));
    }

    private static void check(Method method, Class<?> command, Set<Class<?>> entered) {
        if (!entered.contains(command)) {
            throw new IllegalStateException(
                    "%s takes %s, which no repository enters: derive a stateless EJB from CommandRepository<%s>"
                            .formatted(name(method), command.getSimpleName(), command.getSimpleName()));
        }
        if (!method.getReturnType().isAssignableFrom(Receipt.class)) {
            throw new IllegalStateException(
                    "%s takes %s, so it must return Receipt, not %s: in an outage the answer is one"
                            .formatted(
                                    name(method),
                                    command.getSimpleName(),
                                    method.getReturnType().getSimpleName()));
        }
    }

    /** What a handler returns is kept as JSON, too. */
    private static void checkRepository(Class<?> repository) {
        Stream.of(repository.getDeclaredMethods())
                .filter(method -> CommandHandler.class.isAssignableFrom(repository))
                .filter(method -> method.getName().equals("handle"))
                .map(Method::getReturnType)
                .filter(Class::isRecord)
                .forEach(CommandJson::requireKeepable);
        List<String> constraints = Stream.of(repository.getAnnotationsByType(RefusedBy.class))
                .map(RefusedBy::constraint)
                .toList();
        if (Set.copyOf(constraints).size() < constraints.size()) {
            throw new IllegalStateException(
                    repository.getName() + " has two @RefusedBy of one constraint: " + constraints);
        }
    }

    private static boolean isTransactional(Class<?> bean, Method method) {
        boolean begun = MethodAnnotation.of(method, Transactional.class)
                .map(Transactional::value)
                .filter(type -> type != Transactional.TxType.NOT_SUPPORTED && type != Transactional.TxType.NEVER)
                .isPresent();
        boolean ofContainer = isEjb(bean)
                && Optional.ofNullable(bean.getAnnotation(TransactionManagement.class))
                        .filter(management -> management.value() == TransactionManagementType.BEAN)
                        .isEmpty();
        TransactionAttributeType type = MethodAnnotation.of(method, TransactionAttribute.class)
                .map(TransactionAttribute::value)
                .orElse(TransactionAttributeType.REQUIRED);
        return begun
                || ofContainer
                        && type != TransactionAttributeType.NOT_SUPPORTED
                        && type != TransactionAttributeType.NEVER;
    }

    private static boolean isEjb(Class<?> bean) {
        return EJB.stream().anyMatch(bean::isAnnotationPresent);
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getName() + "." + method.getName();
    }
}
