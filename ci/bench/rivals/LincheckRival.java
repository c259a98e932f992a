package rivals;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import ripsaw.linearizability.checker.SubjectChecker.Effort;
import ripsaw.linearizability.explore.Finding;
import ripsaw.linearizability.lincheck.LincheckChecker;
import ripsaw.spec.Property;
import ripsaw.subject.Family;
import ripsaw.subject.NamedProgram;
import ripsaw.subject.Subject;

/**
 * Lincheck's model checker, as the gate runs it, in a JVM that has its agent from the beginning. It
 * sees opaque and stronger accesses only, and judges a census at the end. It draws no lots.
 */
public final class LincheckRival implements Contender {
  private final LincheckChecker checker = LincheckChecker.alone();
  private final Subject holds = ofOneProgram(HOLDS);
  private final Subject faulty = ofOneProgram(FAULTY);

  @Override
  public String name() {
    return Table.LINCHECK;
  }

  @Override
  public long hold(long seed) {
    return check(holds, holds.promised()).executions();
  }

  @Override
  public long find(long seed) {
    Finding finding = check(faulty, Set.of(Contender.stranding()));
    finding.violation().orElseThrow();
    return finding.executions();
  }

  private Finding check(Subject subject, Set<Property> sought) {
    return checker.check(subject, sought, new Effort(MOST, Duration.ofMinutes(10), false));
  }

  /** The same subject, of a family that has this program alone. */
  private static Subject ofOneProgram(Subject subject) {
    List<NamedProgram> programs = List.of(NamedProgram.shared("rivals", PROGRAM));
    Object family =
        Proxy.newProxyInstance(
            LincheckRival.class.getClassLoader(),
            new Class<?>[] {Family.class},
            (proxy, method, arguments) -> {
              try {
                return method.getName().equals("programs")
                    ? programs
                    : method.invoke(subject.family(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return new Subject(
        subject.id(),
        subject.summary(),
        subject.origin(),
        (Family) family,
        subject.kind(),
        subject.violates(),
        subject.unpromised(),
        subject.start());
  }

  public static void main(String[] args) {
    Contender.compete(List.of(new LincheckRival()), Boolean.parseBoolean(args[0]), System.out);
  }
}
