package org.jackfield.it.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Skips a test where a real part is missing; {@link SkipSummary} says so at the end. With the system property
 * {@code jackfield.it.require=all} a missing part is a failure: for machines that must have everything.
 */
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Needs.Condition.class)
public @interface Needs {

    RealPart[] value();

    /** Looks at the machine. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            List<String> missing = AnnotationSupport.findAnnotation(context.getElement(), Needs.class).stream()
                    .flatMap(needs -> Arrays.stream(needs.value()))
                    .map(RealPart::missing)
                    .flatMap(Optional::stream)
                    .toList();
            if (missing.isEmpty()) {
                return ConditionEvaluationResult.enabled("everything is there");
            }
            String reason = String.join("; ", missing);
            if ("all".equals(System.getProperty("jackfield.it.require"))) {
                throw new IllegalStateException(reason);
            }
            return ConditionEvaluationResult.disabled(reason);
        }
    }
}
