/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls of this bean go to the region that has the writer, and are tried again elsewhere when a store fails.
 *
 * <p>Put it on an EJB whose methods run outside a transaction ({@code NOT_SUPPORTED}) and call one method of a
 * {@code REQUIRES_NEW} EJB: every attempt is then a transaction of its own. (A retry inside the transaction would be
 * of no use: it cannot see the commit fail.)
 *
 * <p>What happens after a COMMIT whose answer never came depends on the call. One that carries a {@link Command} is tried again:
 * its number keeps it from being entered twice. One that is {@link #idempotent} is, too. Any other is never executed a second
 * time: its caller gets {@link NotTakenException} with {@link NotTakenException#isUnknown()}, for its effect may be there.
 *
 * <p>Callers get {@link NotTakenException} when no region took the call before the deadline, {@link RefusedException} when its
 * own content was refused, and the application's own exceptions as they are.
 */
@InterceptorBinding
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Resilient {

    /** Whether the call, if it carries no command, may be executed twice: it only reads, or does the same again. */
    @Nonbinding
    boolean idempotent() default false;

    /**
     * How long the call may take from its request's arrival, in ms, hangs included; 0 for the application's own budget. It makes that
     * shorter, never longer. Half of it at most is the queue's.
     */
    @Nonbinding
    int timeoutMillis() default 0;
}
