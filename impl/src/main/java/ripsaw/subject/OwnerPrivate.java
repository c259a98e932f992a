package ripsaw.subject;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Promises of a subject's method that no cpu can tell whether another came in between while it ran:
 * it only looks, or it touches only what is its owner's or nobody's yet. So do all that it calls.
 *
 * <p>Lincheck believes it and takes a call for a part of the step before, which leaves it more
 * interleavings for the places where cpus do meet. If the promise is wrong, Lincheck misses what
 * another cpu does in between; the other checkers do not read it.
 *
 * <p>It is believed of methods that nobody can override (private, static, or final), for who
 * overrides one has promised nothing; and of all methods of one name or of none, for Lincheck tells
 * methods apart by their names.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OwnerPrivate {}
