/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

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
 * of no use: it cannot see the commit fail.) Callers get {@link NotTakenException} when no region took the call before
 * the deadline and {@link RefusedException} when its own content was refused.
 */
@InterceptorBinding
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Resilient {}
