package ripsaw.gate.hunt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ripsaw.gate.hunt.Searched.Broken;
import ripsaw.gate.hunt.Searched.Found;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.guard.InOrder;
import ripsaw.linearizability.guard.Unwatched;
import ripsaw.linearizability.mutation.Mutation;
import ripsaw.linearizability.mutation.Mutations;
import ripsaw.linearizability.mutation.Probes.Spot;
import ripsaw.linearizability.mutation.RacingPair;
import ripsaw.linearizability.mutation.Reach;
import ripsaw.linearizability.mutation.Reach.Visit;
import ripsaw.linearizability.mutation.Replica;
import ripsaw.linearizability.mutation.Trial;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.RandomPrograms;
import ripsaw.linearizability.program.SmallerPrograms;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Violation;
import ripsaw.subject.Subject;

/**
 * Looks among random programs for those that a family's list lacks: they kill a mutant that nothing
 * killed, or come to a line, a way of a condition or a racing pair to which no program of the list
 * comes. All is asked without weak memory. The same seed finds the same, on however many
 * processors.
 */
final class ProgramSearch {
  /** Of a program, at most: what needs more is seldom a program to keep. */
  private static final long EXECUTIONS = 400;

  private final Mutations mutations;
  private final Replica replica;
  private final Reach reach;
  private final RandomPrograms random;

  ProgramSearch(Subject subject, Mutations mutations, Replica replica, Reach reach, long seed) {
    this.mutations = mutations;
    this.replica = replica;
    this.reach = reach;
    this.random = new RandomPrograms(subject.family(), seed);
  }

  /** What a program is kept for. */
  private static final class Use {
    private final List<Mutation> kills = new ArrayList<>();
    private final Set<Spot> reaches = new LinkedHashSet<>();
    private final SortedSet<RacingPair> races = new TreeSet<>();

    boolean isAny() {
      return !kills.isEmpty() || !reaches.isEmpty() || !races.isEmpty();
    }

    List<String> places() {
      return Stream.concat(reaches.stream(), races.stream()).map(Object::toString).toList();
    }
  }

  /**
   * @param count of the programs, at least 1
   * @param survivors mutants that nothing killed
   * @param progress is told of each survivor that was asked about
   */
  Searched among(int count, List<Mutation> survivors, Runnable progress) {
    List<Program> programs = Stream.generate(random::next).limit(count).toList();
    List<Visit> visits = InOrder.inParts(programs, this::visitsOf);
    List<Broken> broken = new ArrayList<>();
    List<Use> uses = new ArrayList<>();
    Set<Spot> reached = new HashSet<>();
    Set<RacingPair> raced = new HashSet<>(reach.pairs());
    for (int i = 0; i < count; i++) {
      Use use = new Use();
      uses.add(use);
      Optional<Violation> violation = visits.get(i).exploration().violation();
      if (violation.isPresent()) {
        broken.add(broken(programs.get(i), violation.get()));
      } else {
        visits.get(i).spots().stream()
            .filter(spot -> !reach.comesTo(spot) && reached.add(spot))
            .forEach(use.reaches::add);
        visits.get(i).pairs().stream().filter(raced::add).forEach(use.races::add);
      }
    }
    Iterator<Mutation> next = survivors.iterator();
    each(
        survivors.size(),
        number -> killer(survivors.get(number), programs, visits),
        killer -> {
          Mutation mutation = next.next();
          killer.ifPresent(number -> uses.get(number).kills.add(mutation));
          progress.run();
        });
    int[] kept = IntStream.range(0, count).filter(i -> uses.get(i).isAny()).toArray();
    List<Found> found = new ArrayList<>();
    each(kept.length, i -> found(kept[i], programs.get(kept[i]), uses.get(kept[i])), found::add);
    return new Searched(count, found, broken);
  }

  /** Does tasks on all processors, and hands over what comes of them in order. */
  private static <T> void each(int tasks, IntFunction<T> task, Consumer<T> taken) {
    if (tasks > 0) {
      InOrder.run(
          InOrder.processors(),
          tasks,
          task,
          (T one) -> {
            taken.accept(one);
            return true;
          });
    }
  }

  /** What the subject itself does. */
  private List<Visit> visitsOf(List<Program> programs) {
    try (Trial trial = reach.trial()) {
      return programs.stream().map(program -> visit(trial, program)).toList();
    }
  }

  private Visit visit(Trial trial, Program program) {
    return reach.visit(trial, program, MemoryModel.SC, EXECUTIONS);
  }

  /** The number of the first program on which the mutant fails, and the subject does not. */
  private Optional<Integer> killer(Mutation mutation, List<Program> programs, List<Visit> visits) {
    try (Suspect suspect = new Suspect(mutation)) {
      for (int i = 0; i < programs.size(); i++) {
        Visit visit = visits.get(i);
        if (visit.exploration().violation().isEmpty()
            && visit.comesTo(mutation)
            && suspect.failsOn(programs.get(i))) {
          return Optional.of(i);
        }
      }
      return Optional.empty();
    }
  }

  private Found found(int number, Program program, Use use) {
    List<Suspect> suspects = use.kills.stream().map(Suspect::new).toList();
    try (Trial trial = reach.trial()) {
      Program smallest =
          SmallerPrograms.smallest(
              program,
              SmallerPrograms::plainer,
              smaller ->
                  suspects.stream().allMatch(suspect -> suspect.failsOn(smaller))
                      && serves(visit(trial, smaller), use));
      Exploration exploration = visit(trial, smallest).exploration();
      return new Found(
          number + 1,
          smallest,
          exploration.executions(),
          exploration.isExhausted(),
          use.kills,
          use.places());
    } finally {
      suspects.forEach(Suspect::close);
    }
  }

  private static boolean serves(Visit visit, Use use) {
    return visit.exploration().violation().isEmpty()
        && visit.spots().containsAll(use.reaches)
        && visit.pairs().containsAll(use.races);
  }

  private Broken broken(Program program, Violation violation) {
    String property = violation.property().id();
    try (Trial trial = reach.trial()) {
      Program smallest =
          SmallerPrograms.smallest(
              program,
              SmallerPrograms::plainer,
              smaller ->
                  visit(trial, smaller)
                      .exploration()
                      .violation()
                      .filter(again -> again.property().id().equals(property))
                      .isPresent());
      return new Broken(smallest, violation);
    }
  }

  /** A mutant, as one program after another is tried on it, by one thread. */
  private final class Suspect implements AutoCloseable {
    private final Map<String, byte[]> changed;
    private Trial trial;

    Suspect(Mutation mutation) {
      this.changed = Map.of(mutation.type(), mutations.bytes(mutation));
    }

    /** Whether the gate would not have been green: see {@link Hunted#noticed}. */
    boolean failsOn(Program program) {
      if (trial == null) {
        trial = Trial.of(replica, changed);
      }
      try {
        boolean violated =
            trial.explore(program, MemoryModel.SC, EXECUTIONS).violation().isPresent();
        return violated || isStuck();
      } catch (IllegalStateException e) {
        if (isStuck() || e instanceof Unwatched) {
          return true;
        }
        throw e;
      }
    }

    private boolean isStuck() {
      boolean stuck = trial.ranOut();
      if (stuck) {
        close();
      }
      return stuck;
    }

    @Override
    public void close() {
      if (trial != null) {
        trial.close();
        trial = null;
      }
    }
  }
}
