package ripsaw.linearizability.mutation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.guard.InOrder;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Suite;
import ripsaw.machine.order.MemoryModel;
import ripsaw.subject.Subject;

/**
 * Where in the subject's code the explorer's programs come, each in all its executions and under
 * every memory model.
 */
public final class Reach {
  private final Subject probed;
  private final Probes probes;
  private final List<Set<String>> lines = new ArrayList<>();
  private final Set<Probes.Spot> reached = new HashSet<>();
  private final SortedSet<RacingPair> pairs = new TreeSet<>();

  private Reach(Replica replica, Probes probes) {
    this.probed = replica.with(probes.classes());
    this.probes = probes;
  }

  /**
   * Explores the suite of a subject.
   *
   * @param executions of each program at most
   */
  public static Reach of(Subject subject, Replica replica, Mutations mutations, long executions) {
    Reach reach = new Reach(replica, Probes.of(mutations));
    List<Suite> suite = Suite.of(subject.family());
    InOrder.inParts(suite, part -> reach.visits(part, executions)).forEach(reach::add);
    return reach;
  }

  /** In one trial: each loads the code anew, to run it cold. */
  private List<Map<MemoryModel, Visit>> visits(List<Suite> suite, long executions) {
    List<Map<MemoryModel, Visit>> all = new ArrayList<>();
    try (Trial trial = trial()) {
      for (Suite one : suite) {
        Map<MemoryModel, Visit> visits = new EnumMap<>(MemoryModel.class);
        for (MemoryModel model : MemoryModel.values()) {
          visits.put(model, visit(trial, one.program(), model, executions));
        }
        all.add(visits);
      }
    }
    return all;
  }

  private void add(Map<MemoryModel, Visit> visits) {
    Set<String> here = new HashSet<>();
    visits.forEach(
        (model, visit) -> {
          here.addAll(visit.lines());
          reached.addAll(visit.spots());
          if (model == MemoryModel.SC) {
            pairs.addAll(visit.pairs()); // else what is seen is not what came before
          }
        });
    lines.add(here);
  }

  /** The subject itself, for {@link #visit}. */
  public Trial trial() {
    return Trial.of(probed);
  }

  /**
   * Where a program came.
   *
   * @param spots in the order of the code
   * @param lines of them
   */
  public record Visit(
      Exploration exploration, Set<Probes.Spot> spots, Set<String> lines, Set<RacingPair> pairs) {
    /** Whether it came to the line of a mutation. */
    public boolean comesTo(Mutation mutation) {
      return lines.contains(line(mutation));
    }
  }

  /**
   * Explores a program of any kind, which changes nothing here.
   *
   * @param trial of here
   * @param executions at most
   */
  public Visit visit(Trial trial, Program program, MemoryModel memory, long executions) {
    Probes.Collected here = Probes.collect();
    try {
      Exploration exploration = trial.explore(program, memory, executions);
      Set<Probes.Spot> spots = new LinkedHashSet<>();
      here.spots().stream().mapToObj(probes.spots()::get).forEach(spots::add);
      Set<String> there = spots.stream().map(Reach::line).collect(Collectors.toSet());
      return new Visit(exploration, spots, there, pairs(here));
    } finally {
      Probes.stop();
    }
  }

  private Set<RacingPair> pairs(Probes.Collected collected) {
    return collected.pairs().in(probes.spots()).collect(Collectors.toSet());
  }

  /** The racing pairs to which the explorer's programs come, without weak memory. */
  public SortedSet<RacingPair> pairs() {
    return pairs;
  }

  /**
   * The racing pairs to which something else comes, and no program of the explorer's.
   *
   * @param run takes the subject, which tells this thread where it comes, through something
   */
  public SortedSet<RacingPair> pairsMissed(Consumer<Trial> run) {
    SortedSet<RacingPair> missed = new TreeSet<>();
    try (Trial trial = trial()) {
      Probes.Collected here = Probes.collect();
      run.accept(trial);
      missed.addAll(pairs(here));
    } finally {
      Probes.stop();
    }
    missed.removeAll(pairs);
    return missed;
  }

  private static String line(Probes.Spot spot) {
    return spot.type() + ":" + spot.line();
  }

  private static String line(Mutation mutation) {
    return mutation.type() + ":" + mutation.line();
  }

  /** Whether a program, by its number, comes to the line of a mutation. */
  public boolean comesTo(int program, Mutation mutation) {
    return lines.get(program).contains(line(mutation));
  }

  /** The numbers of the programs that come to the line of a mutation, from 0. */
  public List<Integer> programs(Mutation mutation) {
    return IntStream.range(0, lines.size())
        .filter(program -> comesTo(program, mutation))
        .boxed()
        .toList();
  }

  /** Lines, or ways of conditions, that there are. */
  public int count(boolean ways) {
    return (int) all(ways).count();
  }

  /** Those that no program comes to. */
  public List<Probes.Spot> missed(boolean ways) {
    return all(ways).filter(spot -> !reached.contains(spot)).toList();
  }

  /** Whether a program comes there. */
  public boolean comesTo(Probes.Spot spot) {
    return reached.contains(spot);
  }

  private Stream<Probes.Spot> all(boolean ways) {
    return probes.spots().stream().filter(spot -> spot.way().isEmpty() != ways).distinct();
  }
}
