package ripsaw.machine;

/** Sequential consistency: every access is made at once, in raw memory. */
final class SequentialWords implements Words {
  private final RawMemory raw;
  private final Watch watch;
  private final int[][] clocks;
  private int[] clock;

  SequentialWords(RawMemory raw, Watch watch, int words) {
    this.raw = raw;
    this.watch = watch;
    this.clocks = new int[words][];
  }

  @Override
  public long load(Cpu cpu, Access access, long address) {
    watch.touched(cpu, Layout.wordLocation(address), Touch.READS);
    clock = clocks[Layout.wordLocation(address)];
    return raw.getVolatile(cpu, address);
  }

  @Override
  public int[] clock() {
    return clock;
  }

  @Override
  public void store(Cpu cpu, Access access, long address, long value, int[] carried) {
    watch.touched(cpu, Layout.wordLocation(address), Touch.WRITES);
    clocks[Layout.wordLocation(address)] = carried;
    raw.setVolatile(cpu, address, value);
  }

  @Override
  public long beginUpdate(Cpu cpu, Access access, long address) {
    return load(cpu, access, address);
  }

  @Override
  public void endUpdate(Cpu cpu, Access access, long address, long value, int[] carried) {
    store(cpu, access, address, value, carried);
  }

  @Override
  public boolean isDrained(Cpu cpu) {
    return true;
  }

  @Override
  public void drained(Cpu cpu) {
    // Nothing was waited for.
  }

  @Override
  public long peek(long address) {
    return raw.peek(address);
  }

  @Override
  public long arrived(long address) {
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
  public boolean hasArrived(Object published) {
    return true;
  }

  @Override
  public void catchUp(Cpu cpu, long address) {
    // See receive.
  }
}
