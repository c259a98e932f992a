package ripsaw.linearizability.explore;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ripsaw.linearizability.guard.Unwatched;
import ripsaw.own.BadSubject;
import ripsaw.subject.Subject;

/** Complaints about the code of a {@link ripsaw.own} subject, in the words of whoever wrote it. */
public final class OwnCode {
  /** The way from what the checkers know to what somebody wrote. */
  private static final Pattern WRAPPER =
      Pattern.compile("ripsaw\\.own\\.(Blocks)?OnMachine\\.(heap|structure)\\b");

  private OwnCode() {}

  /**
   * The same in other words.
   *
   * @param type name of the class
   */
  public static BadSubject complaint(Unwatched unwatched, String type) {
    return new BadSubject(
        WRAPPER
            .matcher(unwatched.getMessage())
            .replaceAll(Matcher.quoteReplacement(type))
            .replace(
                Unwatched.MEND,
                ": keep what cpus share in a Word or Words of the World, and let nothing depend"
                    + " on chance or time"));
  }

  /**
   * Checks the class of a subject that is named by it.
   *
   * @throws BadSubject naming the class, the method and what it uses
   */
  public static void check(Subject subject) {
    try {
      SubjectCode.check(subject);
    } catch (Unwatched e) {
      throw complaint(e, subject.id());
    }
  }
}
