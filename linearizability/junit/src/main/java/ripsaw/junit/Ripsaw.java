package ripsaw.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import ripsaw.machine.order.MemoryModel;

/**
 * A test that makes every schedule, up to the order of steps that commute, of all programs of so
 * many operations on so many cpus. It runs once for each memory model, takes a {@link Check}, and
 * asks that one question.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@TestTemplate
@ExtendWith(RipsawExtension.class)
public @interface Ripsaw {
  /** How many cpus: 2 or 3. */
  int cpus() default 2;

  /** Operations of each cpu, at most: 1 to 4. */
  int operations() default 3;

  /** Blocks of a heap: 1 to 64. */
  int blocks() default 4;

  /** Memory models, at least one. */
  MemoryModel[] memory() default {MemoryModel.SC, MemoryModel.TSO, MemoryModel.RA};

  /**
   * The class that says what the operations of a structure answer one after another; of a heap
   * there is none. Its public methods are those of the structure without the {@code Cpu}.
   */
  Class<?> model() default Void.class;

  /** Executions of one program, at most: if there are more, the test fails, as not all was seen. */
  long executions() default 100_000;
}
