package ripsaw.dragonfly;

import ripsaw.machine.Cpu;
import ripsaw.machine.IpiQueue;
import ripsaw.machine.MachineObserver;
import ripsaw.machine.Memory;

/** A mailbox that announces a message before it has written it; for the museum. */
public final class ArgumentAfterIndex extends IpiQueue {
  public ArgumentAfterIndex(Memory memory, MachineObserver watch, Ring ring) {
    super(memory, watch, ring);
  }

  @Override
  protected void publish(Cpu sender, long written, long argument) {
    advance(sender, written);
    write(sender, written, argument);
  }
}
