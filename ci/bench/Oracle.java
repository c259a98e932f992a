import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import ripsaw.linearizability.explore.Fuzz;
import ripsaw.linearizability.oracle.RandomLitmus;
import ripsaw.machine.order.MemoryModel;

/**
 * Compares the exhaustive explorer with the oracle of its tests on new programs by lot, under all
 * memory models, for as long as it is told to. Run it by {@code ci/bench/run Oracle --for 10m}; the
 * same seed makes the same programs, in the same order. Ends with 1 if the two differ, and prints
 * the smallest program on which they do.
 */
public final class Oracle {
  private static final int SMALLEST = 5;
  private static final int LARGEST = 9;

  private Oracle() {}

  public static void main(String[] args) {
    Duration time = Duration.ofMinutes(1);
    long seed = new Random().nextInt(1_000_000);
    try {
      for (int i = 0; i < args.length; i += 2) {
        switch (args[i]) {
          case "--for" -> time = Duration.parse("PT" + args[i + 1]);
          case "--seed" -> seed = Long.parseLong(args[i + 1]);
          default -> throw new IllegalArgumentException(args[i]);
        }
      }
    } catch (RuntimeException e) {
      System.err.println("ci/bench/run Oracle [--for 10m] [--seed 1]");
      System.exit(64);
    }
    System.out.printf(
        Locale.ROOT,
        "seed %d, for %s%n",
        seed,
        time.toString().substring(2).toLowerCase(Locale.ROOT));
    System.exit(fuzz(seed, System.nanoTime() + time.toNanos()));
  }

  private static int fuzz(long seed, long deadline) {
    List<Fuzz> all = new ArrayList<>();
    for (MemoryModel model : MemoryModel.values()) {
      all.add(new Fuzz(model));
    }
    for (long round = 0; round == 0 || System.nanoTime() < deadline; round++) {
      int most = SMALLEST + (int) (round % (LARGEST - SMALLEST + 1));
      for (Fuzz fuzz : all) {
        RandomLitmus random = new RandomLitmus(seed + round, most);
        for (int i = 0; i < 20 && System.nanoTime() < deadline; i++) {
          fuzz.compare(random.next());
          fuzz.compare(random.nextWithSignals());
        }
      }
    }
    int differing = 0;
    for (Fuzz fuzz : all) {
      System.out.println(fuzz);
      System.out.print(fuzz.differing() > 0 ? "  " + fuzz.smallestDifference() + "\n" : "");
      differing += fuzz.differing();
    }
    return differing > 0 ? 1 : 0;
  }
}
