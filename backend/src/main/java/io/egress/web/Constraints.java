package io.egress.web;

import io.egress.problem.Violations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.util.Map;

/** Tells the violations of a request record's Bean Validation constraints in the API's own codes. */
@ApplicationScoped
public class Constraints {
    private static final Map<Class<? extends Annotation>, String> CODES = Map.of(
            NotNull.class, "required",
            NotBlank.class, "required",
            Size.class, "too_long",
            Pattern.class, "bad_format",
            Min.class, "out_of_range",
            Max.class, "out_of_range");

    private final Validator validator;

    Constraints(Validator validator) {
        this.validator = validator;
    }

    public void check(Record request, Violations violations) {
        for (var violation : validator.validate(request)) {
            var pointer = "/" + violation.getPropertyPath().toString().replaceAll("\\[(\\d+)].*", "/$1");
            violations.add(pointer, code(violation), violation.getMessage());
        }
    }

    private static String code(ConstraintViolation<?> violation) {
        return CODES.get(violation.getConstraintDescriptor().getAnnotation().annotationType());
    }
}
