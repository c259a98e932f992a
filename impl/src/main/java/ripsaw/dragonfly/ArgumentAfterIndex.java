package ripsaw.dragonfly;

import ripsaw.machine.Cpu;
import ripsaw.machine.Mailbox;
import ripsaw.machine.Memory;
import ripsaw.machine.Watch;

/** A mailbox that announces a message before it has written it; for the museum. */
public final class ArgumentAfterIndex extends Mailbox {
  public ArgumentAfterIndex(Memory memory, Watch watch, long ring) {
    super(memory, watch, ring);
  }

  @Override
  protected void publish(Cpu sender, long written, long argument) {
    advance(sender, written);
    write(sender, written, argument);
  }
}
