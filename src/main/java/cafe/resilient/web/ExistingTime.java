/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.LocalDateTime;

/** A rule: the cafe's clock shows this day and time once or, when summer time ends, twice. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ExistingTime.Rule.class)
public @interface ExistingTime {

    String message();

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Asks the clock by which past and future are judged, too. */
    class Rule implements ConstraintValidator<ExistingTime, LocalDateTime> {

        @Override
        public boolean isValid(LocalDateTime at, ConstraintValidatorContext context) {
            return at == null
                    || InputText.exists(
                            at, context.getClockProvider().getClock().getZone());
        }
    }
}
