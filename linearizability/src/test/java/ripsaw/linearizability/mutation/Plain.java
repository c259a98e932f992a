package ripsaw.linearizability.mutation;

/** Methods in which mistakes are made. */
public class Plain {
  private int kept;

  public static int less(int a, int b) {
    if (a < b) {
      return 10;
    }
    return 20;
  }

  public static int difference(int a, int b) {
    return a - b;
  }

  public static long five() {
    return 5;
  }

  public static int count(int rounds) {
    int sum = 0;
    for (int i = 0; i < rounds; i++) {
      sum += 2;
    }
    return sum;
  }

  public static int smaller(int a, int b) {
    return Math.min(a, b);
  }

  public int keep(int value) {
    kept = 1;
    set(value);
    return kept;
  }

  private void set(int value) {
    kept = value;
  }
}
