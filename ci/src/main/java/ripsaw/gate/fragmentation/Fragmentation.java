package ripsaw.gate.fragmentation;

import java.util.ArrayList;
import java.util.List;
import ripsaw.subject.Family;
import ripsaw.subject.Family.Measured;

/**
 * The same uptime for each allocator.
 *
 * @param seed of the trace
 * @param days of it
 * @param alike whether no file stayed for days
 */
public record Fragmentation(long seed, int days, boolean alike, List<Course> courses) {
  /** What the command takes: some ten seconds. */
  public static final int DAYS = 14;

  public static Fragmentation of(long seed, int days, boolean alike) {
    List<Heap> heaps = new ArrayList<>();
    for (Family family : Family.all()) {
      for (Measured one : family.measured()) {
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
    return new Fragmentation(seed, days, alike, heaps.stream().map(Heap::course).toList());
  }
}
