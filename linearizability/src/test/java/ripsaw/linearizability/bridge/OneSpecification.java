package ripsaw.linearizability.bridge;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Marks tests that have TLC evaluate a specification step by step. TLC knows one at a time in a
 * JVM, so no two of these run at once; one that forgets this ends with the message of {@link
 * ripsaw.spec.tlc.Specification}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock("the specification that TLC has read")
public @interface OneSpecification {}
