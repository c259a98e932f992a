package ripsaw.netbsd.kmem;

import java.util.EnumSet;
import java.util.Set;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.netbsd.kmem.census.Mistake;

/**
 * A kernel with {@code options DEBUG}, as of 2009: poison, and each chunk begins with a header that
 * has its size, and ends with a red zone, here of a word at least. Each of the three can be left
 * out. What is not there takes no bytes, and a red zone has poison of its own then.
 */
public class DebugChecks extends PoisonChecks {
  private static final long HEADER = LINK;
  private static final long RED_ZONE = 8;

  private final Set<DebugLayer> on;

  /** With all layers. */
  public DebugChecks(Machine machine) {
    this(machine, EnumSet.allOf(DebugLayer.class));
  }

  /**
   * @param on the layers that are there
   */
  public DebugChecks(Machine machine, Set<DebugLayer> on) {
    super(machine);
    this.on = on;
  }

  private boolean has(DebugLayer layer) {
    return on.contains(layer);
  }

  @Override
  public boolean sees(Mistake mistake) {
    return DebugLayer.of(mistake).map(this::has).orElse(true);
  }

  @Override
  protected long ahead(boolean large) {
    return has(DebugLayer.SIZE) ? HEADER : 0;
  }

  @Override
  protected long overhead() {
    return ahead(false) + (has(DebugLayer.RED_ZONE) ? RED_ZONE : 0);
  }

  @Override
  protected long largeOverhead() {
    return overhead();
  }

  @Override
  protected long redZone(long room) {
    return room;
  }

  @Override
  public void mapped(Cpu cpu, long base, long bytes) {
    if (has(DebugLayer.POISON)) {
      super.mapped(cpu, base, bytes);
    }
  }

  @Override
  protected void emptied(Cpu cpu, long base, long bytes) {
    if (has(DebugLayer.POISON)) {
      super.emptied(cpu, base, bytes);
    }
  }

  /** {@code kmem_poison_check}, then {@code kmem_size_set}. */
  @Override
  protected void granted(Cpu cpu, long base, long space, long bytes, boolean large) {
    if (has(DebugLayer.POISON)) {
      super.granted(cpu, base, space, bytes, large);
    } else if (has(DebugLayer.RED_ZONE)) {
      long end = base + ahead(large) + rounded(bytes);
      poison(cpu, end, base + space - end);
    }
    if (has(DebugLayer.SIZE)) {
      memory.setPlain(cpu, base, recorded(bytes));
    }
  }

  /** {@code kmem_size_check}. */
  @Override
  protected long size(Cpu cpu, long base, long said, boolean large) {
    long header = has(DebugLayer.SIZE) ? memory.getPlain(cpu, base) : recorded(said);
    if (header == recorded(said)) {
      return said;
    }
    report(cpu, base + HEADER, Mistake.WRONG_SIZE);
    return header;
  }

  /** What the header says of a size. */
  protected long recorded(long bytes) {
    return bytes;
  }

  /** The red zone is looked at, and all is poisoned. */
  @Override
  protected void freed(Cpu cpu, long base, long space, long bytes, boolean large) {
    if (has(DebugLayer.RED_ZONE)) {
      checkRedZone(cpu, base, space, bytes);
    }
    if (has(DebugLayer.POISON)) {
      super.freed(cpu, base, space, bytes, large);
    }
  }

  protected void checkRedZone(Cpu cpu, long base, long space, long bytes) {
    long pointer = base + ahead(false);
    long end = pointer + rounded(bytes);
    if (!isPoisoned(cpu, end, base + space - end)) {
      report(cpu, pointer, Mistake.OVERRUN);
    }
  }
}
