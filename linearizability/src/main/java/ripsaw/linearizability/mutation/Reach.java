package ripsaw.linearizability.mutation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ripsaw.linearizability.program.Suite;
import ripsaw.machine.order.MemoryModel;
import ripsaw.subject.Subject;

/**
 * Where in the subject's code the explorer's programs come, each in all its executions and under
 * every memory model.
 */
public final class Reach {
  private final List<Probes.Spot> spots;
  private final List<Set<String>> lines = new ArrayList<>();
  private final BitSet all = new BitSet();

  private Reach(List<Probes.Spot> spots) {
    this.spots = spots;
  }

  /**
   * Explores the suite of a subject.
   *
   * @param executions of each program at most
   */
  public static Reach of(Subject subject, Replica replica, Mutations mutations, long executions) {
    Probes probes = Probes.of(mutations);
    Reach reach = new Reach(probes.spots());
    try (Trial trial = Trial.of(replica, probes.classes())) {
      for (Suite one : Suite.of(subject.family())) {
        reach.add(
            () -> {
              for (MemoryModel model : MemoryModel.values()) {
                trial.explore(one.program(), model, executions);
              }
            });
      }
    }
    return reach;
  }

  private void add(Runnable run) {
    BitSet here = Probes.collect();
    try {
      run.run();
    } finally {
      Probes.stop();
    }
    lines.add(
        here.stream()
            .mapToObj(spots::get)
            .map(Reach::line)
            .collect(Collectors.toUnmodifiableSet()));
    all.or(here);
  }

  private static String line(Probes.Spot spot) {
    return spot.type() + ":" + spot.line();
  }

  /** Whether a program, by its number, comes to the line of a mutation. */
  public boolean comesTo(int program, Mutation mutation) {
    return lines.get(program).contains(mutation.type() + ":" + mutation.line());
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
    return (int) spots.stream().filter(spot -> spot.way().isEmpty() != ways).distinct().count();
  }

  /** Those that no program comes to. */
  public List<Probes.Spot> missed(boolean ways) {
    Set<Probes.Spot> reached = all.stream().mapToObj(spots::get).collect(Collectors.toSet());
    return spots.stream()
        .filter(spot -> spot.way().isEmpty() != ways && !reached.contains(spot))
        .distinct()
        .toList();
  }
}
