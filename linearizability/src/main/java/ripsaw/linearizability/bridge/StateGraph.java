package ripsaw.linearizability.bridge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ripsaw.spec.tlc.Specification;

/**
 * All states of a small configuration, and all steps between them, breadth first: so the way to a
 * state is the shortest.
 */
public final class StateGraph {
  /** Steps of a walk, at most: a walk that goes on for ever would be one long program. */
  private static final int LONGEST_WALK = 400;

  /** States that are looked at for a step that no walk has made, before a new walk begins. */
  private static final int WIDEST_SEARCH = 60;

  private final List<MappedState> states = new ArrayList<>();
  private final List<int[]> targets = new ArrayList<>();
  private final List<String[]> actions = new ArrayList<>();
  private final List<byte[]> cpus = new ArrayList<>();
  private final List<Integer> firstEdge = new ArrayList<>();
  private int[] parent = new int[1024];
  private int edges;

  private final Mapping mapping;

  private StateGraph(Mapping mapping) {
    this.mapping = mapping;
  }

  static StateGraph of(Specification specification, Mapping mapping) {
    StateGraph graph = new StateGraph(mapping);
    graph.explore(specification);
    return graph;
  }

  private void explore(Specification specification) {
    Map<Specification.State, Integer> numbers = new HashMap<>();
    Deque<Specification.State> queue = new ArrayDeque<>();
    for (Specification.State state : specification.initial()) {
      number(state, 0, numbers, queue);
    }
    while (!queue.isEmpty()) {
      Specification.State from = queue.remove();
      int source = targets.size();
      List<Specification.Step> steps = specification.steps(from);
      int[] to = new int[steps.size()];
      String[] names = new String[steps.size()];
      byte[] by = new byte[steps.size()];
      for (int i = 0; i < to.length; i++) {
        to[i] = number(steps.get(i).next(), source, numbers, queue);
        names[i] = steps.get(i).action();
        by[i] = (byte) Numbers.of(steps.get(i).cpu());
      }
      firstEdge.add(edges);
      edges += to.length;
      targets.add(to);
      actions.add(names);
      cpus.add(by);
    }
  }

  private int number(
      Specification.State state,
      int source,
      Map<Specification.State, Integer> numbers,
      Deque<Specification.State> queue) {
    Integer known = numbers.get(state);
    if (known != null) {
      return known;
    }
    int number = states.size();
    numbers.put(state, number);
    states.add(mapping.state(state.variables()));
    if (number == parent.length) {
      parent = Arrays.copyOf(parent, 2 * number);
    }
    parent[number] = source;
    queue.add(state);
    return number;
  }

  int states() {
    return states.size();
  }

  int edges() {
    return edges;
  }

  /** Edges by number, source after source. */
  private int edge(int source, int index) {
    return firstEdge.get(source) + index;
  }

  private Walk.Step step(int source, int index) {
    return new Walk.Step(
        actions.get(source)[index],
        cpus.get(source)[index],
        states.get(source),
        states.get(targets.get(source)[index]));
  }

  /** Makes walks until each edge has been on one. */
  final class Tour {
    private final BitSet covered = new BitSet();
    private final List<Walk.Step> steps = new ArrayList<>();
    private final List<Integer> taken = new ArrayList<>();
    private int next;

    /** The next walk; null if all edges are covered. */
    Walk next() {
      steps.clear();
      taken.clear();
      while (next < states.size() && uncovered(next) < 0) {
        next++;
      }
      if (next == states.size()) {
        return null;
      }
      pathTo(next).forEach(this::take);
      int at = next;
      while (steps.size() < LONGEST_WALK) {
        int index = uncovered(at);
        if (index >= 0) {
          take(at, index);
          at = targets.get(at)[index];
        } else {
          List<int[]> way = search(at);
          if (way.isEmpty()) {
            break;
          }
          way.forEach(this::take);
          int[] last = way.get(way.size() - 1);
          at = targets.get(last[0])[last[1]];
        }
      }
      return new Walk(List.copyOf(steps));
    }

    private void take(int[] step) {
      take(step[0], step[1]);
    }

    private void take(int source, int index) {
      steps.add(step(source, index));
      taken.add(edge(source, index));
      covered.set(edge(source, index));
    }

    int covered() {
      return covered.cardinality();
    }

    private int uncovered(int source) {
      for (int index = 0; index < targets.get(source).length; index++) {
        if (!covered.get(edge(source, index))) {
          return index;
        }
      }
      return -1;
    }

    private List<int[]> pathTo(int state) {
      List<int[]> path = new ArrayList<>();
      for (int at = state; at != 0; at = parent[at]) {
        path.add(new int[] {parent[at], indexOf(parent[at], at)});
      }
      Collections.reverse(path);
      return path;
    }

    private int indexOf(int source, int target) {
      int[] to = targets.get(source);
      for (int index = 0; index < to.length; index++) {
        if (to[index] == target) {
          return index;
        }
      }
      throw new IllegalStateException("no edge from " + source + " to " + target);
    }

    /** The shortest way from here to a state with an edge that is not covered; empty if far. */
    private List<int[]> search(int from) {
      Map<Integer, int[]> reached = new HashMap<>();
      Deque<Integer> queue = new ArrayDeque<>(List.of(from));
      reached.put(from, null);
      while (!queue.isEmpty() && reached.size() < WIDEST_SEARCH) {
        int at = queue.remove();
        if (uncovered(at) >= 0) {
          List<int[]> way = new ArrayList<>();
          for (int back = at; reached.get(back) != null; back = reached.get(back)[0]) {
            way.add(reached.get(back));
          }
          Collections.reverse(way);
          return way;
        }
        for (int index = 0; index < targets.get(at).length; index++) {
          int to = targets.get(at)[index];
          if (!reached.containsKey(to)) {
            reached.put(to, new int[] {at, index});
            queue.add(to);
          }
        }
      }
      return List.of();
    }
  }
}
