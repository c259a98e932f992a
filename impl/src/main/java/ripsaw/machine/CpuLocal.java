package ripsaw.machine;

import ripsaw.spec.Property;
import ripsaw.spec.Violation;

/**
 * Words that belong to one cpu and that no version of any subject shares: list heads, caches,
 * cursors. They are registers rather than memory: no switch point, but a touch from another cpu is
 * a violation. What a faulty version might share (accounting slots) lives in the cpu's area of
 * {@link Memory} instead.
 */
public final class CpuLocal {
  private final Cpu owner;
  private final Watch watch;
  private final long[] words;

  CpuLocal(Cpu owner, Watch watch, int words) {
    this.owner = owner;
    this.watch = watch;
    this.words = new long[words];
  }

  public long get(Cpu cpu, int index) {
    check(cpu);
    return words[index];
  }

  public void set(Cpu cpu, int index, long value) {
    check(cpu);
    words[index] = value;
  }

  /** A word without an access. */
  public long peek(int index) {
    return words[index];
  }

  private void check(Cpu cpu) {
    if (cpu != owner) {
      watch.violated(
          new Violation(Property.CPU_LOCAL, "%s touches a list of %s".formatted(cpu, owner)));
    }
  }
}
