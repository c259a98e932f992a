package ripsaw.gate.fragmentation;

import java.util.List;
import ripsaw.dragonfly.kfree.ParkedWord;
import ripsaw.dragonfly.kfree.SlabAllocator;
import ripsaw.dragonfly.kmallocobj.KmallocObj;
import ripsaw.dragonfly.kmallocobj.KmallocObjSubjects;

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
    List<Heap> heaps =
        List.of(
            new Heap(
                "general",
                "dragonfly/reference: kmalloc, size classes that all types share",
                machine -> new SlabAllocator(machine, new ParkedWord(machine))),
            new MagazineHeap(
                "magazines",
                "the same under magazines for each type and cpu, as objcache has them",
                machine -> new SlabAllocator(machine, new ParkedWord(machine))),
            new Heap(
                "kmalloc_obj",
                "dragonfly/kmalloc_obj-reference: a zone for each type",
                machine -> new KmallocObj(machine, KmallocObjSubjects.reference(machine))));
    Uptime.pass(seed, days, alike, heaps);
    return new Fragmentation(seed, days, alike, heaps.stream().map(Heap::course).toList());
  }
}
