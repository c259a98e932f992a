package ripsaw.own;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Of a structure that is no {@link Heap}, such as a queue: it is to answer as its model does. So it
 * is a subject by the name of its class, if it has a constructor that takes a {@link World} alone.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AnswersAs {
  /** A plain Java class, whose public methods are the structure's without the {@code Cpu}. */
  Class<?> value();
}
