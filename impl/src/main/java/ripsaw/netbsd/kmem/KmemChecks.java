package ripsaw.netbsd.kmem;

import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.netbsd.kmem.census.KmemEvent;
import ripsaw.netbsd.kmem.census.Mistake;

/**
 * The debug layers of a kernel without any. Each edge is a method. What a layer finds wrong the
 * kernel panics about; here it is reported, and the chunk is freed as it was allocated.
 */
public class KmemChecks {
  protected final Machine machine;
  protected final Memory memory;

  public KmemChecks(Machine machine) {
    this.machine = machine;
    this.memory = machine.memory();
  }

  /** Whether this mistake is seen: if not, no caller makes it. */
  public boolean sees(Mistake mistake) {
    return false;
  }

  /**
   * Bytes of a chunk before those that its caller gets.
   *
   * @param large whether the arena serves it
   */
  protected long ahead(boolean large) {
    return 0;
  }

  /** Bytes of a chunk beside those that its caller gets, if a cache serves it. */
  protected long overhead() {
    return 0;
  }

  /** The same if the arena does. */
  protected long largeOverhead() {
    return 0;
  }

  /**
   * Bytes behind what a caller asked for that are looked at when it frees.
   *
   * @param room bytes there are, up to the end of the chunk
   */
  protected long redZone(long room) {
    return 8;
  }

  /** Pages came to the arena. */
  public void mapped(Cpu cpu, long base, long bytes) {}

  /** A pool gives a page of its own back to the arena. */
  protected void emptied(Cpu cpu, long base, long bytes) {}

  /**
   * A chunk is going to be a caller's.
   *
   * @param space bytes of the chunk
   * @param bytes that its caller asked for
   * @param large whether the arena serves it
   */
  protected void granted(Cpu cpu, long base, long space, long bytes, boolean large) {}

  /** No chunk was to be had. */
  protected void failed(Cpu cpu) {}

  /**
   * A caller is going to free a chunk.
   *
   * @param said how large it is, as the caller says
   * @param large whether the arena serves a chunk of that size
   * @return what is believed
   */
  protected long size(Cpu cpu, long base, long said, boolean large) {
    return said;
  }

  /** A chunk is free from here on, as one of this size. */
  protected void freed(Cpu cpu, long base, long space, long bytes, boolean large) {}

  protected final void report(Cpu cpu, long pointer, Mistake mistake) {
    machine.watch().happened(cpu, KmemEvent.REPORTED, pointer, mistake.ordinal());
  }

  /** What is stored of a size, in words: {@code kmem_roundup_size}. */
  protected static long rounded(long bytes) {
    return bytes + 7 & -8;
  }
}
