package ripsaw.netbsd.kmem;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.netbsd.vmem.Vmem;
import ripsaw.subject.Allocator.Flag;

/** Nobody drains the caches: who may sleep gets what the arena has for it, as until 2009. */
final class NoPageDaemon extends PageDaemon {
  NoPageDaemon(Machine machine, Vmem arena) {
    super(machine, arena);
  }

  @Override
  protected long allocate(Cpu cpu, long bytes, boolean wait) {
    return wait ? arena.allocate(cpu, 0, bytes) : arena.allocate(cpu, 0, bytes, Flag.NOWAIT);
  }

  @Override
  protected void freed(Cpu cpu, int cache) {}
}
