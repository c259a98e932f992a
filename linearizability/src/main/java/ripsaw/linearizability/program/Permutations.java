package ripsaw.linearizability.program;

import java.util.ArrayList;
import java.util.List;

/** All orders of the numbers below some bound, the straight one first. */
public final class Permutations {
  private Permutations() {}

  public static List<List<Integer>> of(int count) {
    List<Integer> straight = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      straight.add(number);
    }
    List<List<Integer>> orders = new ArrayList<>();
    permute(new ArrayList<>(), straight, orders);
    return orders;
  }

  private static void permute(List<Integer> done, List<Integer> left, List<List<Integer>> orders) {
    if (left.isEmpty()) {
      orders.add(List.copyOf(done));
    }
    for (Integer next : left) {
      List<Integer> rest = new ArrayList<>(left);
      rest.remove(next);
      done.add(next);
      permute(done, rest, orders);
      done.remove(done.size() - 1);
    }
  }
}
