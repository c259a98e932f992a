package ripsaw.gate.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import ripsaw.gate.text.InputError;
import ripsaw.gate.text.Suggestion;
import ripsaw.linearizability.explore.OwnCode;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.repro.Repro;
import ripsaw.own.BadSubject;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Family;
import ripsaw.subject.Mutant;
import ripsaw.subject.Subject;
import ripsaw.subject.UserClasses;

/**
 * What one run of the gate does.
 *
 * @param checkers who checks
 * @param faults to be killed first, each by some of the checkers
 * @param subjects to be checked then, each by all of the checkers, as if they should hold
 * @param sight what they can look for
 * @param scope what of all that could be asked this is
 */
public record Agenda(
    List<Checker> checkers,
    List<Attempt> faults,
    List<Subject> subjects,
    Sight sight,
    Scope scope) {
  /**
   * A fault and who tries to find it.
   *
   * @param by in the order of {@link Checker}
   */
  public record Attempt(Mutant fault, Set<Checker> by) {}

  /**
   * The museum and every reference.
   *
   * @param seed of what the quick tier picks
   */
  public static Agenda everything(Catalogue catalogue, Tier tier, long seed) {
    if (catalogue.references().isEmpty()) {
      throw new InputError("there is no reference on the class path: name a subject to check");
    }
    Agenda museum = museum(catalogue);
    Agenda all = museum.with(catalogue.references()).in(tier, museum.faults, seed);
    return tier == Tier.FULL ? all : all.sparingEarlier();
  }

  /**
   * This, of references that have a successor without what the explorer says, too, and sooner. A
   * family's references stand in the order of history.
   */
  private Agenda sparingEarlier() {
    Map<Family, Subject> last = new HashMap<>();
    subjects.forEach(subject -> last.put(subject.family(), subject));
    List<Subject> earlier =
        subjects.stream().filter(subject -> last.get(subject.family()) != subject).toList();
    if (earlier.isEmpty()) {
      return this;
    }
    Sight less =
        (checker, subject, property) ->
            sight.sees(checker, subject, property)
                && !(earlier.contains(subject)
                    && checker != Checker.EXPLORER
                    && sight.sees(Checker.EXPLORER, subject, property));
    String left = earlier.stream().map(Subject::id).collect(Collectors.joining(" "));
    return new Agenda(
        checkers, faults, subjects, less, scope.leaving("what the explorer sees, too, of " + left));
  }

  private Agenda with(List<Subject> more) {
    return new Agenda(checkers, faults, more, sight, scope);
  }

  /**
   * This, which is what the full tier asks, or what the quick one asks instead.
   *
   * @param museum of which the quick one asks
   */
  private Agenda in(Tier tier, List<Attempt> museum, long seed) {
    if (tier == Tier.FULL) {
      return this;
    }
    List<Attempt> quick = new Quick(museum, seed).attempts();
    Predicate<Checker> isAsked =
        checker -> subjects.stream().anyMatch(subject -> !sought(checker, subject).isEmpty());
    Scope less = new Scope(Tier.QUICK, Quick.left(faults, quick, isAsked));
    return new Agenda(checkers, quick, subjects, sight, less);
  }

  /** This, of a run that leaves something more to the full tier. */
  public Agenda leaving(String more) {
    return new Agenda(checkers, faults, subjects, sight, scope.leaving(more));
  }

  /** The whole museum by whoever can look, and no subject. */
  public static Agenda museum(Catalogue catalogue) {
    if (catalogue.mutants().isEmpty()) {
      throw new InputError(
          "there is no museum on the class path: add a SubjectProvider of mutants");
    }
    Sight sight = Checkers.sight();
    return new Agenda(
        all(),
        catalogue.mutants().stream().map(fault -> new Attempt(fault, by(fault, sight))).toList(),
        List.of(),
        sight,
        Scope.FULL);
  }

  /** Who is to find it tries, and says so if it cannot; and so does whoever else can. */
  private static Set<Checker> by(Mutant fault, Sight sight) {
    Set<Checker> by = EnumSet.noneOf(Checker.class);
    by.addAll(fault.killers());
    all().stream()
        .filter(checker -> sight.sees(checker, fault.subject(), fault.property()))
        .forEach(by::add);
    return by;
  }

  /**
   * These subjects, and of the museum what shows that the checkers can see faults in allocators of
   * their families: in full, that every checker can see every property, by the first fault of each
   * that declares the checker; else what the quick tier asks about mutants of these families.
   *
   * @param seed of what the quick tier picks
   * @throws InputError if there is no such subject, or it promises nothing
   */
  public static Agenda of(Catalogue catalogue, List<String> ids, Tier tier, long seed) {
    List<Subject> subjects = new ArrayList<>();
    for (String id : ids.stream().distinct().toList()) {
      Subject subject = subject(catalogue, id);
      if (subject.promised().isEmpty()) {
        throw new InputError(
            subject + " promises nothing, so there is nothing to check: let it promise a property");
      }
      subjects.add(subject);
    }
    Set<Family> families = new HashSet<>();
    subjects.forEach(subject -> families.add(subject.family()));
    Sight sight = Checkers.sight();
    List<Attempt> museum =
        catalogue.mutants().stream()
            .filter(fault -> families.contains(fault.subject().family()))
            .map(fault -> new Attempt(fault, by(fault, sight)))
            .toList();
    return new Agenda(all(), canaries(museum), subjects, sight, Scope.FULL).in(tier, museum, seed);
  }

  /** One for each family, property and checker. */
  private static List<Attempt> canaries(List<Attempt> museum) {
    Map<String, Set<Checker>> missing = new HashMap<>();
    List<Attempt> canaries = new ArrayList<>();
    for (Attempt attempt : museum) {
      Mutant fault = attempt.fault();
      Set<Checker> by = EnumSet.noneOf(Checker.class);
      by.addAll(fault.killers());
      by.removeIf(
          checker ->
              !missing
                  .computeIfAbsent(
                      fault.subject().family() + " " + fault.property(),
                      any -> EnumSet.copyOf(all()))
                  .remove(checker));
      if (!by.isEmpty()) {
        canaries.add(new Attempt(fault, by));
      }
    }
    return canaries;
  }

  /** What a checker is to look for in a subject, in a set of the caller's own. */
  public Set<Property> sought(Checker checker, Subject subject) {
    Set<Property> sought = subject.promised();
    sought.removeIf(property -> !sight.sees(checker, subject, property));
    return sought;
  }

  public static List<Checker> all() {
    return Arrays.asList(Checker.values());
  }

  /**
   * @throws InputError if there is no such subject
   */
  public static Subject subject(Catalogue catalogue, String id) {
    try {
      Subject subject = catalogue.find(id).orElseThrow(() -> unknown(catalogue, id));
      if (!catalogue.isListed(subject) && subject.kind() == Subject.Kind.REFERENCE) {
        OwnCode.check(subject);
      }
      return subject;
    } catch (BadSubject e) {
      throw new InputError(e.getMessage());
    } catch (LinkageError e) {
      throw new InputError(
          "%s cannot be loaded: %s: compile it for Java %s or older, and add what it needs to -cp"
              .formatted(id, e, Runtime.version().feature()));
    }
  }

  /**
   * The same of one that a file names.
   *
   * @param where it is named, for whoever has to mend it
   * @throws InputError if there is no such subject
   */
  public static Subject subject(Catalogue catalogue, String id, String where) {
    try {
      return subject(catalogue, id);
    } catch (InputError e) {
      throw new InputError(where + ": " + e.getMessage());
    }
  }

  /**
   * @param where the program stands, for whoever has to mend it
   * @throws InputError if the subject cannot run the program
   */
  public static void requireFit(Subject subject, String where, Program program) {
    try {
      program.requireFor(subject.family());
    } catch (Malformed e) {
      throw new InputError(where + ": " + e.getMessage());
    }
  }

  /**
   * The subject of a repro, which can run its program, and whose executions can be as expected.
   *
   * @param where the repro stands, for whoever has to mend it
   * @throws InputError if there is no such subject, it cannot run the program, or no execution of
   *     it violates what is expected
   */
  public static Subject subject(Catalogue catalogue, Repro repro, String where) {
    Subject subject = subject(catalogue, repro.subject(), where);
    requireFit(subject, where, repro.program());
    repro.expected().ifPresent(property -> requireSeen(subject, property, where + ": expects"));
    if (repro.expected().isEmpty() && subject.promised().isEmpty()) {
      throw new InputError(
          "%s: expects HOLDS, and %s promises nothing: let it promise a property"
              .formatted(where, subject));
    }
    return subject;
  }

  /**
   * Whoever looks in executions for what none of them can show finds nothing.
   *
   * @param where the property stands, with a verb
   * @throws InputError if no execution of the subject violates the property
   */
  public static void requireSeen(Subject subject, Property property, String where) {
    Optional<String> why =
        !property.isChecked()
            ? Optional.of("no checker of this build sees it")
            : property.watch() == Property.Watch.BEHAVIOR
                ? Optional.of("it is about behaviours without end, which only TLC sees")
                : subject.family().properties().contains(property)
                    ? Optional.empty()
                    : Optional.of("it is about allocators of another family");
    if (why.isPresent()) {
      throw new InputError(
          "%s %s, which no execution of %s can violate: %s; name another, as 'ripsaw properties' lists"
              .formatted(where, property, subject, why.get()));
    }
  }

  private static InputError unknown(Catalogue catalogue, String id) {
    UserClasses classes = catalogue.userClasses();
    Optional<Class<?>> type = classes.type(id);
    if (type.isPresent()) {
      return new InputError(
          ("%s is no heap: let it implement ripsaw.own.Heap, or, as a structure, say"
                  + " @ripsaw.own.AnswersAs(its model), with a constructor that takes a"
                  + " ripsaw.own.World; or name it in a ripsaw.subject.SubjectProvider")
              .formatted(type.get().getName()));
    }
    List<String> ids = new ArrayList<>(catalogue.usersOwn());
    ids.addAll(catalogue.ids());
    return new InputError(
        "unknown subject '%s'%s: did you mean '%s'? 'ripsaw subjects --all' lists them"
            .formatted(
                id,
                classes.isGiven()
                    ? ", and no class of this name in "
                        + classes.entries().stream()
                            .map(Path::toString)
                            .collect(Collectors.joining(", "))
                    : "",
                Suggestion.of(id, ids)));
  }
}
