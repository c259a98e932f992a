package ripsaw.machine;

import java.util.Optional;
import ripsaw.machine.cache.Place;
import ripsaw.machine.order.Access;
import ripsaw.machine.order.Touch;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Violation;

/**
 * Words that belong to one cpu and that no version of any subject shares: list heads, caches,
 * cursors. They are registers rather than memory: no other cpu comes in between, only the cpu's own
 * signal handler, and a touch from another cpu is a violation. What a faulty version might share
 * (accounting slots) lives in the cpu's area of {@link Memory} instead.
 */
public final class CpuLocal {
  private final Cpu owner;
  private final MachineObserver watch;
  private final long[] words;
  private final String structure;
  private final int location;

  /**
   * @param structure that the words are
   * @param location of the first word: see {@link MachineObserver#touched}
   */
  CpuLocal(Cpu owner, MachineObserver watch, int words, String structure, int location) {
    this.owner = owner;
    this.watch = watch;
    this.words = new long[words];
    this.structure = structure;
    this.location = location;
  }

  public long get(Cpu cpu, int index) {
    check(cpu, index, false);
    return words[index];
  }

  public void set(Cpu cpu, int index, long value) {
    check(cpu, index, true);
    words[index] = value;
  }

  /** How many words there are. */
  int count() {
    return words.length;
  }

  /** Where the word lies that this location stands for, if it is one of these. */
  Optional<Place> place(int other) {
    int index = other - location;
    return index < 0 || index >= words.length
        ? Optional.empty()
        : Optional.of(new Place(structure, location, 8L * index));
  }

  /** A word without an access. */
  public long peek(int index) {
    return words[index];
  }

  private void check(Cpu cpu, int index, boolean writes) {
    if (cpu.isInterruptible()) {
      watch.mayPreempt(cpu, Access.OWN, 0);
    }
    watch.touched(cpu, location + index, writes ? Touch.WRITES : Touch.READS);
    if (cpu != owner) {
      watch.violated(
          new Violation(CommonProperty.CPU_LOCAL, "%s touches a list of %s".formatted(cpu, owner)));
    }
  }
}
