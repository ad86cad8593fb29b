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

/** A rule: a text that people can read, arrived as it was typed, and fits into its column. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ReadableText.Rule.class)
public @interface ReadableText {

    /** The first part of the keys of what is said, such as order.name: followed by .long, .control, .garbled or .invisible. */
    String message();

    /** In characters of Unicode, as PostgreSQL counts them: an emoji is one of them, though two in Java and in HTML's maxlength. */
    int max();

    /** Whether it may have several lines. */
    boolean lines() default false;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Says one thing at a time. */
    class Rule implements ConstraintValidator<ReadableText, String> {

        private ReadableText rule;

        @Override
        public void initialize(ReadableText rule) {
            this.rule = rule;
        }

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            String wrong = wrong(text);
            if (wrong != null) {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(rule.message() + wrong)
                        .addConstraintViolation();
            }
            return wrong == null;
        }

        /** What is wrong, as the last part of the key of what is said of it; null if nothing is. */
        String wrong(String text) {
            if (text == null) {
                return null;
            }
            if (text.codePointCount(0, text.length()) > rule.max()) {
                return ".long";
            }
            if (text.codePoints()
                    .anyMatch(c -> Characters.isControl(c) && !(rule.lines() && (c == '\n' || c == '\t')))) {
                return ".control";
            }
            if (text.indexOf(Characters.REPLACEMENT) >= 0) {
                return ".garbled";
            }
            return text.codePoints().anyMatch(Characters::isVisible) ? null : ".invisible";
        }
    }
}
