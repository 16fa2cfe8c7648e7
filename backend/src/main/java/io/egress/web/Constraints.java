package io.egress.web;

import static io.egress.problem.ViolationCode.BAD_FORMAT;
import static io.egress.problem.ViolationCode.OUT_OF_RANGE;
import static io.egress.problem.ViolationCode.REQUIRED;
import static io.egress.problem.ViolationCode.TOO_LONG;

import io.egress.problem.ViolationCode;
import io.egress.problem.Violations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.util.Map;

/** Tells the violations of a request record's Bean Validation constraints in the API's own codes. */
@ApplicationScoped
public class Constraints {
    private static final Map<Class<? extends Annotation>, ViolationCode> CODES = Map.of(
            NotNull.class, REQUIRED,
            NotBlank.class, REQUIRED,
            NotEmpty.class, REQUIRED,
            Size.class, TOO_LONG,
            Pattern.class, BAD_FORMAT,
            Min.class, OUT_OF_RANGE,
            Max.class, OUT_OF_RANGE);

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

    private static ViolationCode code(ConstraintViolation<?> violation) {
        return CODES.get(violation.getConstraintDescriptor().getAnnotation().annotationType());
    }
}
