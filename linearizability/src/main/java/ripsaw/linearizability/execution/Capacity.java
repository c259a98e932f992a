package ripsaw.linearizability.execution;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.subject.Allocator;

/** How much an allocator has to give, when all is freed: asked of an execution that is over. */
final class Capacity {
  private final Session session;
  private final Machine machine;
  private final Allocator allocator;
  private final Holdings held;
  private final int type;

  /**
   * @param type that is asked for
   */
  Capacity(Session session, Holdings held, int type) {
    this.session = session;
    this.machine = session.machine();
    this.allocator = session.allocator();
    this.held = held;
    this.type = type;
  }

  /** Frees all, and counts the chunks of this size that the cpus can get, one after the other. */
  long of(long bytes) {
    freeAll();
    rest();
    machine.cpus().forEach(allocator::tidy);
    rest();
    long most = machine.shape().pages() * (long) machine.shape().pageBytes();
    long had = 0;
    for (Cpu cpu : machine.cpus()) {
      while (had < most && HeapOracle.isGrant(next(cpu, bytes))) {
        had++;
      }
    }
    return had;
  }

  private void freeAll() {
    session.machine().synchronize();
    Cpu first = machine.cpu(0);
    for (Holdings.Held one : held.all()) {
      first.beginOperation(one.block().address());
      machine.receive(first, one.told());
      allocator.free(first, one.block().type(), one.block().address(), one.block().bytes());
    }
  }

  private long next(Cpu cpu, long bytes) {
    session.machine().synchronize();
    cpu.beginOperation();
    session.beforehand().begins();
    return allocator.allocate(cpu, type, bytes);
  }

  private void rest() {
    session.machine().synchronize();
    machine.cpus().forEach(Cpu::takeSignals);
    session.machine().synchronize();
  }
}
