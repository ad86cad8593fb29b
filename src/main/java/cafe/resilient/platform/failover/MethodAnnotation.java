/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.failover;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Optional;

/** What holds for a method by an annotation. */
final class MethodAnnotation {

    private MethodAnnotation() {}

    /** The method's own, else that of the class that declares it. */
    static <A extends Annotation> Optional<A> of(Method method, Class<A> annotation) {
        return Optional.ofNullable(method.getAnnotation(annotation))
                .or(() -> Optional.ofNullable(method.getDeclaringClass().getAnnotation(annotation)));
    }
}
