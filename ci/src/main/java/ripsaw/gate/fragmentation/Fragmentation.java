package ripsaw.gate.fragmentation;

import java.util.ArrayList;
import java.util.List;
import ripsaw.subject.Family;
import ripsaw.subject.Family.Measured;
import ripsaw.subject.Family.Part;

/**
 * The same uptime for each allocator.
 *
 * @param seed of the trace
 * @param days of it
 * @param alike whether no file stayed for days
 * @param share one of so many objects was allocated
 */
public record Fragmentation(long seed, int days, boolean alike, int share, List<Course> courses) {
  /** What the command takes: some ten seconds. */
  public static final int DAYS = 14;

  /** Of those that get all of the load. */
  public static Fragmentation of(long seed, int days, boolean alike) {
    return of(seed, days, alike, Part.ALL);
  }

  /** Of those that get a part of it: NetBSD's kmem. */
  public static Fragmentation ofPart(long seed, int days, boolean alike) {
    Part part =
        Family.all().stream()
            .flatMap(family -> family.measured().stream())
            .map(Measured::part)
            .filter(one -> !one.equals(Part.ALL))
            .findFirst()
            .orElseThrow();
    return of(seed, days, alike, part);
  }

  private static Fragmentation of(long seed, int days, boolean alike, Part part) {
    List<Heap> heaps = new ArrayList<>();
    for (Family family : Family.all()) {
      for (Measured one : family.measured()) {
        if (!one.part().equals(part)) {
          continue;
        }
        heaps.add(new Heap(one));
        if (one.magazines()) {
          heaps.add(
              new MagazineHeap(
                  one.called(
                      "magazines",
                      "the same under magazines for each type and cpu, as objcache has them")));
        }
      }
    }
    Uptime.pass(seed, days, alike, heaps);
    return new Fragmentation(
        seed, days, alike, part.share(), heaps.stream().map(Heap::course).toList());
  }
}
