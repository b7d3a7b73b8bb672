package dev.countersign.web;

import dev.countersign.operator.OperatorKind;
import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks what only an operator with a valid token may call: one who may do everything, unless the resource names a kind with limits. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface OperatorOnly {

    /** The kind that opens this beside {@link OperatorKind#ALL}, which opens everything. */
    OperatorKind value() default OperatorKind.ALL;
}
