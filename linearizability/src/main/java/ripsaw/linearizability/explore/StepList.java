package ripsaw.linearizability.explore;

import java.util.Arrays;

/** The numbers of a few different steps, in the order in which they were added. */
final class StepList {
  private int[] all = new int[64];
  private int count;

  void clear() {
    count = 0;
  }

  void add(int number) {
    for (int i = 0; i < count; i++) {
      if (all[i] == number) {
        return;
      }
    }
    if (count == all.length) {
      all = Arrays.copyOf(all, 2 * count);
    }
    all[count++] = number;
  }

  boolean isAmongFirst(int first, int number) {
    for (int i = 0; i < first; i++) {
      if (all[i] == number) {
        return true;
      }
    }
    return false;
  }

  int count() {
    return count;
  }

  int get(int index) {
    return all[index];
  }
}
