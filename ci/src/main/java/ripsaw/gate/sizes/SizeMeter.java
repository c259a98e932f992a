package ripsaw.gate.sizes;

import java.util.ArrayList;
import java.util.List;
import ripsaw.gate.text.Inconclusive;
import ripsaw.machine.Cpu;
import ripsaw.machine.IpiQueue;
import ripsaw.machine.Machine;
import ripsaw.machine.Shape;
import ripsaw.subject.Allocator;
import ripsaw.subject.Subject;

/**
 * An allocator, on a machine of its own, that is asked for chunks of one size. All sizes are the
 * kernel's, in bytes; on the machine, whose quantum is 64 bytes whatever the kernel's is, each is
 * as many times larger.
 */
final class SizeMeter {
  /** {@code PAGE_SIZE}. */
  static final int PAGE = 4096;

  private static final int MACHINE_QUANTUM = 64;

  /** Of a page of the machine: the unit of the patch's caches. */
  private static final int UNIT_QUANTA = 64;

  /** Of a machine: an arena has the more boundary tags the more there are. */
  private static final int CPUS = 8;

  private static final int WARM = 4;

  /** A pool keeps its idle pages until somebody drains it. */
  private static final int KEEPS_ALL = 1000;

  private final int scale;
  private final int bytes;
  private final int acting;
  private final Machine machine;
  private final LockWatch watch;
  private final Allocator allocator;
  private final int type;

  /**
   * @param quantum of the kernel's
   * @param bytes of each chunk
   * @param acting cpus that do anything, of 8
   */
  SizeMeter(Subject subject, int quantum, int bytes, int acting) {
    this.scale = MACHINE_QUANTUM / quantum;
    this.bytes = bytes;
    this.acting = acting;
    this.watch = new LockWatch(CPUS);
    this.machine = Machine.checked(shape(scale, acting), watch);
    this.allocator = subject.start().apply(machine);
    this.type = allocator.createType(machine.cpu(0), Allocator.UNLIMITED, (long) bytes * scale);
    watch.begin(machine, allocator);
  }

  private static Shape shape(int scale, int acting) {
    int unit = MACHINE_QUANTUM * UNIT_QUANTA;
    int slabPages = PAGE * scale / unit;
    return new Shape(
        CPUS,
        unit,
        slabPages * (6 * acting + 2),
        unit * slabPages,
        Integer.MAX_VALUE,
        KEEPS_ALL,
        IpiQueue.CAPACITY);
  }

  /**
   * What one chunk takes when one of its size was just freed.
   *
   * @param arena how often its allocation and its free take the arena's lock
   * @param granted bytes of the chunk
   */
  record Steady(int arena, int granted) {}

  Steady steady() {
    Cpu cpu = machine.cpu(0);
    for (int i = 0; i < WARM; i++) {
      free(cpu, allocate(cpu));
    }
    Counts before = watch.counts();
    long chunk = allocate(cpu);
    int granted = (int) (allocator.usable(chunk) / scale);
    free(cpu, chunk);
    return new Steady(watch.counts().minus(before).arena(), granted);
  }

  /**
   * All cpus take turns: each allocates some chunks, and frees them.
   *
   * @param rounds that are counted, after a few that are not
   * @return what all of them took
   */
  Counts turns(int chunks, int rounds) {
    for (int round = 0; round < WARM; round++) {
      round(chunks);
    }
    Counts before = watch.counts();
    for (int round = 0; round < rounds; round++) {
      round(chunks);
    }
    return watch.counts().minus(before);
  }

  private void round(int chunks) {
    for (Cpu cpu : machine.cpus().subList(0, acting)) {
      List<Long> held = new ArrayList<>();
      for (int i = 0; i < chunks; i++) {
        held.add(allocate(cpu));
      }
      held.forEach(chunk -> free(cpu, chunk));
    }
  }

  private long allocate(Cpu cpu) {
    cpu.beginOperation();
    long chunk = allocator.allocate(cpu, type, (long) bytes * scale);
    if (chunk <= 0) {
      throw new Inconclusive("no %s bytes to be had on a machine that is empty".formatted(bytes));
    }
    return chunk;
  }

  private void free(Cpu cpu, long chunk) {
    cpu.beginOperation(chunk);
    allocator.free(cpu, type, chunk, (long) bytes * scale);
  }
}
