package ripsaw.dragonfly.kmallocobj;

import ripsaw.machine.Cpu;

/**
 * What a caller may rely on who finds an object that another may free: while a hold lasts, its
 * memory stays of its zone. Holds end by the clock.
 */
public interface TypeStable {
  /** The clock interrupts all cpus: this one now, the others when they can be. */
  void tick(Cpu cpu);

  /** The clock interrupt of this cpu alone. */
  void tickHere(Cpu cpu);

  /**
   * From here to the matching {@link #drop}, what this cpu finds stays of its type, if the version
   * is type-stable. Nests.
   */
  void hold(Cpu cpu);

  void drop(Cpu cpu);
}
