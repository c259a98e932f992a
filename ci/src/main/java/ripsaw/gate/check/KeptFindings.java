package ripsaw.gate.check;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import ripsaw.linearizability.checker.SubjectChecker;
import ripsaw.linearizability.explore.Finding;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.spec.kept.Digest;
import ripsaw.spec.kept.KeptFiles;
import ripsaw.subject.Family;
import ripsaw.subject.Subject;

/**
 * A checker that is not asked again what it was asked before, by an earlier run of the same code.
 * Only that it found nothing wrong with a reference is kept, where it made all the effort that was
 * asked for: whatever has a fault, of the museum or planted, is asked about anew each time, for
 * that is what shows that the checker is awake.
 */
final class KeptFindings implements SubjectChecker {
  private static final Pattern LINES =
      Pattern.compile(
          """
          subject: \\S+
          executions: ([0-9]{1,18})
          bound: (.*)
          exceeded: (.*)
          """);

  private final SubjectChecker checker;
  private final String seed;
  private final KeptFiles files;
  private final Function<Family, String> code;
  private final Map<Family, String> digests = new ConcurrentHashMap<>();

  /**
   * @param seed that its findings depend on; empty if they depend on none
   * @param code the digest of all code that a finding about a family depends on
   */
  KeptFindings(
      SubjectChecker checker, String seed, KeptFiles files, Function<Family, String> code) {
    this.checker = checker;
    this.seed = seed;
    this.files = files;
    this.code = code;
  }

  @Override
  public Checker id() {
    return checker.id();
  }

  @Override
  public boolean sees(Subject subject, Property property) {
    return checker.sees(subject, property);
  }

  @Override
  public Finding check(Subject subject, Set<Property> sought, Effort effort) {
    if (subject.kind() != Subject.Kind.REFERENCE) {
      return checker.check(subject, sought, effort);
    }
    String digest = digest(subject, sought, effort);
    Optional<Finding> before = files.find(digest).flatMap(KeptFindings::read);
    if (before.isPresent()) {
      files.use(digest);
      return before.get();
    }
    Finding finding = checker.check(subject, sought, effort);
    if (finding.violation().isEmpty()
        && !finding.cutByBudget()
        && finding.notCovered().isEmpty()
        && Checkers.tooLittle(id(), finding).isEmpty()) {
      files.keep(digest, text(subject, finding));
    }
    return finding;
  }

  private String digest(Subject subject, Set<Property> sought, Effort effort) {
    return Digest.of(
        digests.computeIfAbsent(subject.family(), code),
        id().id(),
        seed,
        subject.id(),
        sought.stream().map(Property::id).sorted().collect(Collectors.joining(" ")),
        Long.toString(effort.executions()));
  }

  private static String text(Subject subject, Finding finding) {
    return """
    subject: %s
    executions: %s
    bound: %s
    exceeded: %s
    """
        .formatted(
            subject.id(),
            finding.executions(),
            finding.bound(),
            finding.exceeded().stream().map(Property::id).collect(Collectors.joining(" ")));
  }

  private static Optional<Finding> read(String text) {
    Matcher lines = LINES.matcher(text);
    if (!lines.matches()) {
      return Optional.empty();
    }
    Set<Property> exceeded = new LinkedHashSet<>();
    for (String id : lines.group(3).split(" ")) {
      Property.byId(id).ifPresent(exceeded::add);
    }
    return Optional.of(
        new Finding(
            Long.parseLong(lines.group(1)),
            lines.group(2),
            false,
            Optional.empty(),
            "",
            exceeded,
            Set.of(),
            1));
  }
}
