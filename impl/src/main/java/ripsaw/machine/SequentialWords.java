package ripsaw.machine;

import ripsaw.machine.order.Access;
import ripsaw.machine.order.Choices;
import ripsaw.machine.order.PerWord;
import ripsaw.machine.order.Touch;

/** Sequential consistency: every access is made at once, in raw memory. */
final class SequentialWords implements Words {
  /** The keys of a weak compare-and-set that fails though it need not. */
  private static final int SPURIOUS = 0;

  private final RawMemory raw;
  private final MachineObserver watch;
  private final PerWord<int[]> clocks;
  private final Choices choices = new Choices();
  private int[] clock;
  private long seen;

  SequentialWords(RawMemory raw, MachineObserver watch, int words) {
    this.raw = raw;
    this.watch = watch;
    this.clocks = new PerWord<>(words);
  }

  @Override
  public long load(Cpu cpu, Access access, long address) {
    watch.touched(cpu, Layout.wordLocation(address), Touch.READS);
    clock = clocks.get(Layout.wordLocation(address));
    return raw.getVolatile(cpu, address);
  }

  @Override
  public int[] clock() {
    return clock;
  }

  @Override
  public void store(Cpu cpu, Access access, long address, long value, int[] carried) {
    watch.touched(cpu, Layout.wordLocation(address), Touch.WRITES);
    if (carried != null || clocks.get(Layout.wordLocation(address)) != null) {
      clocks.set(Layout.wordLocation(address), carried);
    }
    raw.setVolatile(cpu, address, value);
  }

  @Override
  public long beginUpdate(Cpu cpu, Access access, long address) {
    return load(cpu, access, address);
  }

  @Override
  public boolean compare(Cpu cpu, Access access, long address, long expected) {
    seen = load(cpu, access, address);
    if (seen != expected || !access.mayFail()) {
      return seen == expected;
    }
    choices.clear(SPURIOUS);
    choices.add(Choices.LATEST);
    choices.add(SPURIOUS);
    return watch.choose(cpu, choices) == 0;
  }

  @Override
  public long seen() {
    return seen;
  }

  @Override
  public void endUpdate(Cpu cpu, Access access, long address, long value, int[] carried) {
    store(cpu, access, address, value, carried);
  }

  @Override
  public void fence(Cpu cpu, Access fence) {
    // All accesses are in one order anyway.
  }

  @Override
  public void drain(Cpu cpu) {
    // They always have.
  }

  @Override
  public long peek(long address) {
    return raw.peek(address);
  }

  @Override
  public void poke(long address, long value) {
    raw.poke(address, value);
  }

  @Override
  public void fill(long base, long bytes, long value) {
    raw.fill(base, bytes, value);
  }

  @Override
  public Object publish(Cpu cpu) {
    return null;
  }

  @Override
  public void receive(Cpu cpu, Object published) {
    // What was stored can be seen by all.
  }

  @Override
  public boolean canMiss(Cpu cpu, long address, int stores, long other) {
    return false;
  }

  @Override
  public void miss(Cpu cpu, long address, int stores) {
    // What an interrupt tells is in the order of the execution.
  }

  @Override
  public void catchUp(Cpu cpu, long address) {
    // See receive.
  }
}
