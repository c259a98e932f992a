package ripsaw.netbsd.kmem;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.netbsd.pool.PoolCache2007;
import ripsaw.netbsd.vmem.Vmem;
import ripsaw.netbsd.vmem.Vmem2008;
import ripsaw.subject.Family.Measured;
import ripsaw.subject.Family.Part;
import ripsaw.subject.Subject;

/**
 * kmem before and after the patch of January 2009, without debug layers, to measure what goes back
 * to {@code kernel_map}: as it is if nobody drains the pools, and if the page daemon drains them
 * all once a minute.
 *
 * <p>The kernel's quantum is 8 bytes, so all has eight times its size on a machine, whose quantum
 * is 64. A slab is a page of the kernel; what is imported is a multiple of that.
 */
final class KernelMap {
  private static final int SCALE = 8;

  /** As many machine pages as make a page of the kernel: 4096 bytes of it. */
  private static final int PAGE = 8;

  /** A pool keeps its idle pages until somebody drains it. */
  private static final int KEEPS_ALL = 1 << 20;

  private static final Part PART = new Part(32, SCALE, PAGE, 512, KEEPS_ALL);

  private KernelMap() {}

  static List<Measured> measured() {
    return List.of(
        measured(
            "2008",
            "kmem before the patch, which nobody drains",
            SizeTable::before,
            (kmem, cpu) -> {}),
        measured(
            "2009",
            "kmem with the patch, which nobody drains",
            SizeTable::after,
            (kmem, cpu) -> {}),
        measured(
            "2008 drained",
            "before the patch, and the page daemon drains all pools each minute",
            SizeTable::before,
            Kmem::drain),
        measured(
            "2009 drained",
            "with the patch, and the page daemon drains all pools each minute",
            SizeTable::after,
            Kmem::drain));
  }

  private static Measured measured(
      String name, String summary, Function<Units, SizeTable> table, BiConsumer<Kmem, Cpu> clock) {
    Subject subject =
        new Subject(
            "netbsd/kmem-" + name,
            summary,
            Optional.empty(),
            new KmemFamily(),
            Subject.Kind.SEEDED,
            Set.of(),
            Set.of(),
            machine ->
                new Kmem(
                    machine,
                    table.apply(Units.of(machine.shape())),
                    new KmemChecks(machine),
                    new Layers(KernelMap::arena, PoolCache2007::new, NoPageDaemon::new)));
    return new Measured(
        name,
        summary,
        subject,
        false,
        (allocator, cpu) -> clock.accept((Kmem) allocator, cpu),
        PART);
  }

  private static Vmem arena(Machine machine, KmemChecks checks) {
    return new Vmem2008(machine) {
      @Override
      protected long importUnit() {
        return machine.shape().slabBytes();
      }
    };
  }
}
