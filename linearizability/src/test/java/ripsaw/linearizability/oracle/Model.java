package ripsaw.linearizability.oracle;

import ripsaw.machine.order.MemoryModel;

/** The memory models of the explorer, and the one that two of them are compared with. */
public enum Model {
  SC,
  TSO,
  RA,
  /** Repaired C/C++11, with a volatile access for a sequentially consistent one. */
  RC11;

  public static Model of(MemoryModel model) {
    return valueOf(model.name());
  }
}
