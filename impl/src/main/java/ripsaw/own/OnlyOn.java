package ripsaw.own;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Of an operation that one cpu alone may call, as the only producer of a queue does. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnlyOn {
  /** The number of the cpu, from 0. */
  int cpu();
}
