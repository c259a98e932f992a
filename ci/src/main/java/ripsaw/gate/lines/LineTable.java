package ripsaw.gate.lines;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import ripsaw.gate.text.Inconclusive;
import ripsaw.machine.Machine;
import ripsaw.machine.cache.Places;
import ripsaw.spec.Violation;
import ripsaw.subject.Subject;

/**
 * The lines of a subject.
 *
 * @param lineBytes of a cache line
 * @param objects of a slab; 1 if the subject does not show its slabs
 * @param operations what each kind of operation touches
 * @param pairs what is moved for an allocation and its free
 * @param broken what the subject promises and does not keep here
 */
public record LineTable(
    Subject subject,
    int lineBytes,
    int objects,
    List<Operation> operations,
    List<Pair> pairs,
    List<String> broken) {
  /** Rounds that are counted, and as many before them that are not. */
  private static final int SLABS_COUNTED = 16;

  /**
   * Operations of one kind that touch as many lines of each structure; or all of that kind that go
   * a way which few go, with means.
   *
   * @param where what the cpus do
   * @param kind what was asked for
   * @param ways that they go
   */
  public record Operation(String where, String kind, int ways, int times, Lines lines) {}

  /**
   * Distinct lines, and what they cost, by what lies on them.
   *
   * @param readOnly lines that were read and not written
   * @param transfers lines that came from another cpu's cache
   * @param invalidations copies in other caches that were made invalid
   */
  public record Lines(
      Map<String, Double> written,
      Map<String, Double> readOnly,
      Map<String, Double> transfers,
      Map<String, Double> invalidations) {
    public static double sum(Map<String, Double> some) {
      return some.values().stream().mapToDouble(one -> one).sum();
    }
  }

  /**
   * One cpu allocates, the other frees.
   *
   * @param batch objects that are handed over at a time
   * @param used whether the one writes into the object and the other reads that
   * @param transfers for each object, in the allocator's operations, by what lies on the line
   * @param invalidations the same
   * @param usersTransfers for each object, when it is written and read
   */
  public record Pair(
      int batch,
      boolean used,
      Map<String, Double> transfers,
      Map<String, Double> invalidations,
      double usersTransfers) {}

  /**
   * Counts a subject's lines, laid out as its family says.
   *
   * @throws Inconclusive if the subject does not come to the end of its load: it refuses, or throws
   */
  public static LineTable of(Subject subject, int lineBytes) {
    return of(subject, lineBytes, machine -> subject.family().places(subject, machine));
  }

  static LineTable of(Subject subject, int lineBytes, Function<Machine, Places> layout) {
    try {
      return counted(subject, lineBytes, layout);
    } catch (Inconclusive e) {
      throw e;
    } catch (RuntimeException e) {
      throw new Inconclusive("the lines of %s cannot be counted: %s".formatted(subject, e));
    }
  }

  private static LineTable counted(
      Subject subject, int lineBytes, Function<Machine, Places> layout) {
    Set<String> broken = new LinkedHashSet<>();
    List<Operation> operations = new ArrayList<>();
    int objects = 0;
    for (boolean remote : List.of(false, true)) {
      Traffic traffic = new Traffic(subject, lineBytes, layout);
      traffic.pass(1, false, false);
      objects = traffic.objectsOfASlab();
      rounds(traffic, 4 * objects, objects, remote, false);
      add(operations, remote ? "cpu1 frees" : "cpu0 alone", traffic);
      note(broken, subject, traffic);
    }
    List<Pair> pairs = new ArrayList<>();
    for (boolean used : List.of(false, true)) {
      for (int batch : batches(objects)) {
        Traffic traffic = new Traffic(subject, lineBytes, layout);
        rounds(traffic, batch, objects, true, used);
        pairs.add(
            new Pair(
                batch,
                used,
                traffic.perPair(Footprint::transfers),
                traffic.perPair(Footprint::invalidations),
                traffic.perUse(Footprint::transfers)));
        note(broken, subject, traffic);
      }
    }
    return new LineTable(subject, lineBytes, objects, operations, pairs, List.copyOf(broken));
  }

  /** One by one, half a slab, four slabs. */
  private static List<Integer> batches(int objects) {
    return List.of(1, Math.max(objects / 2, 2), Math.max(4 * objects, 4));
  }

  private static void rounds(
      Traffic traffic, int batch, int objects, boolean remote, boolean used) {
    int rounds = SLABS_COUNTED * objects / batch;
    for (int i = 0; i < rounds; i++) {
      traffic.pass(batch, remote, used);
    }
    traffic.forget();
    for (int i = 0; i < rounds; i++) {
      traffic.pass(batch, remote, used);
    }
  }

  private static void add(List<Operation> operations, String where, Traffic traffic) {
    for (Kind kind : Kind.values()) {
      for (Tally.Counts one : traffic.tally(kind).counts()) {
        operations.add(
            new Operation(
                where,
                kind.toString(),
                one.ways(),
                one.operations(),
                new Lines(one.written(), one.readOnly(), one.transfers(), one.invalidations())));
      }
    }
  }

  private static void note(Set<String> broken, Subject subject, Traffic traffic) {
    traffic.violations().stream()
        .filter(one -> subject.kept().contains(one.property()))
        .map(Violation::toString)
        .limit(1)
        .forEach(broken::add);
  }
}
