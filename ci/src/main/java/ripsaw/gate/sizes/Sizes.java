package ripsaw.gate.sizes;

import java.util.ArrayList;
import java.util.List;
import ripsaw.subject.Subject;

/**
 * What was measured.
 *
 * @param subjects ids of the two that are compared, the older one first
 * @param ranges of sizes that are served alike
 * @param costs of operations by size and number of cpus
 */
public record Sizes(List<String> subjects, List<Range> ranges, List<Cost> costs) {
  /** {@code ALIGNBYTES + 1}: of i386, of the 64-bit ports of the time, of amd64 later. */
  public static final List<Integer> QUANTA = List.of(4, 8, 16);

  /** Chunks that a cpu takes in its turn: more than a group of three holds. */
  static final int CHUNKS = 4;

  private static final int ROUNDS = 20;

  /** The quantum of the costs, and how many quanta their sizes have: one of each layer. */
  private static final int COST_QUANTUM = 16;

  private static final List<Integer> COST_SIZES = List.of(64, 512, 768, 1024, 2048, 4096);
  private static final int MOST_CPUS = 4;

  /** Who serves a size when one of it was just freed. */
  public enum Layer {
    QUANTUM_CACHE("quantum cache"),
    MID_CACHE("cache of the patch"),
    ARENA("arena, under its lock");

    private final String words;

    Layer(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /**
   * @param quantum bytes
   * @param subject number of the subject
   * @param from least size, bytes
   * @param to largest size
   * @param arena how often one allocation and its free take the arena's lock at least
   * @param arenaMost how often at most
   * @param classes different sizes of chunks that serve them
   * @param wastedAt of the sizes that are whole quanta the one of which most of the chunk is wasted
   * @param wasted bytes of that chunk that nobody asked for
   */
  public record Range(
      int quantum,
      int subject,
      int from,
      int to,
      Layer layer,
      int arena,
      int arenaMost,
      int classes,
      int wastedAt,
      int wasted) {
    /** In hundredths of the chunk. */
    public double wastedShare() {
      return 100.0 * wasted / (wastedAt + wasted);
    }
  }

  /** Per operation, an allocation or a free. */
  public record Cost(
      int subject, int bytes, int cpus, double arena, double depot, double transfers) {}

  /** Measures all of it. */
  public static Sizes of(Subject before, Subject after) {
    List<Subject> subjects = List.of(before, after);
    List<Range> ranges = new ArrayList<>();
    for (int quantum : QUANTA) {
      for (int subject = 0; subject < subjects.size(); subject++) {
        ranges.addAll(ranges(subjects.get(subject), subject, quantum));
      }
    }
    List<Cost> costs = new ArrayList<>();
    for (int bytes : COST_SIZES) {
      for (int cpus = 1; cpus <= MOST_CPUS; cpus++) {
        for (int subject = 0; subject < subjects.size(); subject++) {
          costs.add(cost(subjects.get(subject), subject, bytes, cpus));
        }
      }
    }
    return new Sizes(subjects.stream().map(Subject::id).toList(), ranges, costs);
  }

  private static Cost cost(Subject subject, int number, int bytes, int cpus) {
    Counts all = new SizeMeter(subject, COST_QUANTUM, bytes, cpus).turns(CHUNKS, ROUNDS);
    double operations = 2.0 * CHUNKS * ROUNDS * cpus;
    return new Cost(
        number,
        bytes,
        cpus,
        all.arena() / operations,
        all.depot() / operations,
        all.transfers() / operations);
  }

  /** Of each quantum the first size is asked for, the last but one and the last. */
  private static List<Range> ranges(Subject subject, int number, int quantum) {
    List<Range> ranges = new ArrayList<>();
    int grantedBefore = 0;
    for (int last = quantum; last <= SizeMeter.PAGE; last += quantum) {
      for (int bytes : new int[] {last - quantum + 1, last - 1, last}) {
        SizeMeter.Steady steady = new SizeMeter(subject, quantum, bytes, 1).steady();
        Range one = range(number, quantum, bytes, steady);
        Range before = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
        if (before != null && before.layer == one.layer) {
          ranges.set(ranges.size() - 1, joined(before, one, grantedBefore != steady.granted()));
        } else {
          ranges.add(one);
        }
        grantedBefore = steady.granted();
      }
    }
    return ranges;
  }

  private static Range range(int subject, int quantum, int bytes, SizeMeter.Steady steady) {
    Layer cache = steady.granted() > 32 * quantum ? Layer.MID_CACHE : Layer.QUANTUM_CACHE;
    Layer layer = steady.arena() > 0 ? Layer.ARENA : cache;
    int wasted = bytes % quantum == 0 ? steady.granted() - bytes : 0;
    return new Range(
        quantum, subject, bytes, bytes, layer, steady.arena(), steady.arena(), 1, bytes, wasted);
  }

  private static Range joined(Range before, Range one, boolean isOther) {
    Range worst = one.wastedShare() > before.wastedShare() ? one : before;
    return new Range(
        before.quantum,
        before.subject,
        before.from,
        one.to,
        before.layer,
        Math.min(before.arena, one.arena),
        Math.max(before.arenaMost, one.arenaMost),
        before.classes + (isOther ? 1 : 0),
        worst.wastedAt,
        worst.wasted);
  }
}
