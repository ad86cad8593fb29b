/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a constraint of the application's tables a rule of the application: who violates it is refused, with this sentence. For a
 * {@link CommandRepository}. A violation of any other constraint is the schema's fault, unless it is over the columns of the
 * command's own row.
 */
@Inherited
@Repeatable(RefusedBy.All.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RefusedBy {

    /** The name of the constraint: unique, exclusion, check or foreign key. */
    String constraint();

    /** One sentence for whoever sent the command, without a full stop. It quotes nothing of it. */
    String message();

    /** Several of them. */
    @Inherited
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface All {
        RefusedBy[] value();
    }
}
