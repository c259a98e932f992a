package ripsaw.netbsd.kmem;

import java.util.function.BiFunction;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.netbsd.pool.PageSource;
import ripsaw.netbsd.pool.PoolCache;
import ripsaw.netbsd.pool.PoolCache2007;
import ripsaw.netbsd.pool.PoolCache2020;
import ripsaw.netbsd.vmem.Vmem;
import ripsaw.netbsd.vmem.Vmem2008;
import ripsaw.netbsd.vmem.Vmem2015;

/**
 * The arena and the pool caches of a time: the families of their own, one on the other.
 *
 * @param daemon made for an arena
 */
public record Layers(
    Arena arena,
    BiFunction<Machine, PageSource, PoolCache> caches,
    BiFunction<Machine, Vmem, PageDaemon> daemon) {
  static final Layers OF_2008 = new Layers(Layers::vmem2008, PoolCache2007::new, NoPageDaemon::new);
  static final Layers OF_2012 = new Layers(Layers::vmem2015, PoolCache::new, PageDaemon::new);
  static final Layers OF_2022 = new Layers(Layers::vmem2015, PoolCache2020::new, PageDaemon::new);
  public static final Layers REFERENCE = new Layers(Layers::vmem, PoolCache::new, PageDaemon::new);

  /** Makes an arena whose pages the debug layers see first. */
  @FunctionalInterface
  public interface Arena {
    Vmem on(Machine machine, KmemChecks checks);
  }

  private static Vmem vmem(Machine machine, KmemChecks checks) {
    return new Vmem(machine) {
      @Override
      protected void mapped(Cpu cpu, long base, long bytes) {
        checks.mapped(cpu, base, bytes);
      }
    };
  }

  private static Vmem vmem2008(Machine machine, KmemChecks checks) {
    return new Vmem2008(machine) {
      @Override
      protected void mapped(Cpu cpu, long base, long bytes) {
        checks.mapped(cpu, base, bytes);
      }
    };
  }

  private static Vmem vmem2015(Machine machine, KmemChecks checks) {
    return new Vmem2015(machine) {
      @Override
      protected void mapped(Cpu cpu, long base, long bytes) {
        checks.mapped(cpu, base, bytes);
      }
    };
  }
}
