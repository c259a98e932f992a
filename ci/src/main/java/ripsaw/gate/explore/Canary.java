package ripsaw.gate.explore;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import ripsaw.gate.text.Plural;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Suite;
import ripsaw.machine.Flaw;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Subject;

/**
 * The subject itself with a fault planted in it, which a search must find before its silence means
 * anything: tried in a fixed order, on the first of the programs that are asked, then on the suite
 * of its family.
 *
 * @param found the flaw, and the property that it breaks; empty if no search found any
 * @param executions in all these searches
 * @param outOfTime whether it was the time that ended them
 */
public record Canary(
    Subject subject,
    Set<Property> sought,
    Optional<Found> found,
    long executions,
    boolean outOfTime) {
  public record Found(Flaw flaw, Property property) {}

  /** Programs that are asked, of which the first ones will do. */
  private static final int MOST_PROGRAMS = 6;

  /** Of each program. */
  private static final long MOST_EXECUTIONS = 500;

  /** A flaw mostly shows in the first few, or in another program: of each, round after round. */
  private static final List<Long> ROUNDS = List.of(20L, MOST_EXECUTIONS);

  /** Properties that are named if none of them could be shown to break. */
  private static final int MOST_NAMED = 3;

  /** The part of the time that is left that it may take. */
  private static final int SHARE = 4;

  public static Canary of(
      Subject subject, List<Program> asked, Set<Property> sought, Search search) {
    long now = System.nanoTime();
    Search small =
        search.within(MOST_EXECUTIONS, now + Math.max(0, search.deadline() - now) / SHARE);
    List<Program> suite = Suite.of(subject.family()).stream().map(Suite::program).toList();
    List<Program> first = asked.subList(0, Math.min(MOST_PROGRAMS, asked.size()));
    Optional<Canary> found = Optional.empty();
    if (!sought.equals(subject.promised())) {
      Attempts attempts = new Attempts(subject, sought, small);
      for (long most : ROUNDS) {
        found = found.or(() -> attempts.on(first, true, most));
      }
    }
    // What is asked may be what no flaw breaks: that the search sees this subject is shown by
    // another property, and which it sees at all by the museum.
    Attempts others = new Attempts(subject, subject.promised(), small);
    for (long most : ROUNDS) {
      found = found.or(() -> others.on(first, true, most)).or(() -> others.on(suite, false, most));
    }
    return found.orElseGet(() -> others.result(Optional.empty()));
  }

  /** The searches for a canary, one after another. */
  private static final class Attempts {
    private final Subject subject;
    private final Set<Property> sought;
    private final Search search;
    private long executions;

    Attempts(Subject subject, Set<Property> sought, Search search) {
      this.subject = subject;
      this.sought = sought;
      this.search = search;
    }

    /**
     * Tries each flaw on these programs.
     *
     * @param asked whether the subject is explored in them without a flaw as well
     * @param most executions of each program
     * @return empty if none was found, in the time or at all
     */
    Optional<Canary> on(List<Program> programs, boolean asked, long most) {
      for (Flaw flaw : Flaw.values()) {
        for (Program program : programs) {
          Optional<Property> broken = broken(subject.with(flaw), program, sought, most);
          if (broken.isPresent() && (asked || isKept(program, broken.get()))) {
            return Optional.of(result(Optional.of(new Found(flaw, broken.get()))));
          }
        }
      }
      return Optional.empty();
    }

    /** What breaks without a flaw is not the flaw's doing. */
    private boolean isKept(Program program, Property property) {
      return broken(subject, program, Set.of(property), MOST_EXECUTIONS).isEmpty()
          && !search.isTimeUp();
    }

    private Optional<Property> broken(
        Subject one, Program program, Set<Property> properties, long most) {
      if (search.isTimeUp()) {
        return Optional.empty();
      }
      Exploration exploration =
          Explorer.explore(
              search.within(most, search.deadline()).question(one, program, properties));
      executions += exploration.executions();
      return exploration.violation().map(Violation::property);
    }

    Canary result(Optional<Found> found) {
      return new Canary(subject, sought, found, executions, found.isEmpty() && search.isTimeUp());
    }
  }

  /** Why the silence of the search means nothing, if that is so. */
  public Optional<String> doubt() {
    return found.isPresent()
        ? Optional.empty()
        : Optional.of(
            "no fault planted in %s itself was found%s%s"
                .formatted(subject, ofWhat(), outOfTime ? " in the time" : ""));
  }

  private String ofWhat() {
    return sought.size() > MOST_NAMED
        ? ""
        : " to break " + sought.stream().map(Property::id).collect(Collectors.joining(" or "));
  }

  @Override
  public String toString() {
    String counted = Plural.of(executions, "execution");
    return "canary: "
        + found
            .map(
                one ->
                    "%s with %s: %s found after %s"
                        .formatted(subject, one.flaw, one.property, counted))
            .orElseGet(() -> "%s in %s".formatted(doubt().orElseThrow(), counted));
  }
}
