package org.example.lost;

import java.util.List;
import ripsaw.blackbox.BitmapHeap;
import ripsaw.blackbox.BlackBoxFamily;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.subject.Subject;
import ripsaw.subject.SubjectProvider;

/** Brings a heap that is taken for right, and is not. */
public final class LostUpdates implements SubjectProvider {
  /** Frees in two steps, as an atomic update that is none. */
  public static final class LosingHeap extends BitmapHeap {
    public LosingHeap(Machine machine) {
      super(machine);
    }

    @Override
    protected int take(Cpu cpu) {
      long bits = memory.getVolatile(cpu, bitmap());
      if (bits == 0) {
        return -1;
      }
      memory.setVolatile(cpu, bitmap(), bits & (bits - 1));
      return Long.numberOfTrailingZeros(bits);
    }
  }

  @Override
  public List<Subject> subjects() {
    return List.of(
        BlackBoxFamily.subject("lost/updates", "takes a page in two steps", LosingHeap::new));
  }
}
