package ripsaw.subject;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import ripsaw.spec.Checker;

/** Who finds a mutant, by what it takes to see one. */
public final class Killers {
  /** Of what is easy to come across. */
  public static final Set<Checker> ALL = Collections.unmodifiableSet(EnumSet.allOf(Checker.class));

  /** The same, of which no model knows: it is about bytes or orders, say. */
  public static final Set<Checker> JAVA = only(Checker.LINCHECK, Checker.EXPLORER, Checker.JQWIK);

  /** Of what takes a poll, a tick or a zone destroyed: Lincheck runs no such program. */
  public static final Set<Checker> NOT_LINCHECK =
      only(Checker.TLC, Checker.EXPLORER, Checker.JQWIK);

  /** The same, of which no model knows; and of what takes a machine that was used for long. */
  public static final Set<Checker> RUNNING = only(Checker.EXPLORER, Checker.JQWIK);

  /** Of what takes a pause at one place and much to happen meanwhile: random plans miss it. */
  public static final Set<Checker> SYSTEMATIC = only(Checker.TLC, Checker.EXPLORER);

  /**
   * The same, of which no model knows; and of what no sequentially consistent execution shows, or
   * takes a machine or a call that random plans do not have.
   */
  public static final Set<Checker> EXPLORER = only(Checker.EXPLORER);

  /**
   * Of what takes a behaviour without end to show, a mailbox that is full, or a cap that is
   * lowered.
   */
  public static final Set<Checker> TLC = only(Checker.TLC);

  /** Of a change that nothing can tell from the reference: its story says why. */
  public static final Set<Checker> NOBODY = Set.of();

  private Killers() {}

  private static Set<Checker> only(Checker first, Checker... others) {
    return Collections.unmodifiableSet(EnumSet.of(first, others));
  }
}
