package ripsaw.linearizability.lincheck;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ripsaw.linearizability.lincheck.PartCheck.Program;
import ripsaw.machine.Cpu;
import ripsaw.machine.IpiQueue;
import ripsaw.machine.Machine;
import ripsaw.machine.Machine.MailboxMaker;
import ripsaw.machine.MachineObserver;
import ripsaw.machine.Memory;
import ripsaw.machine.Shape;

/** The ring between two cpus: cpu0 posts, cpu1 takes. */
@Tag("lincheck")
class MailboxTest {
  private static final List<Program> PROGRAMS =
      List.of(
          Program.of("into an empty ring", "", "take; take", "post 1", "take"),
          Program.of(
              "two posts, two takes", "", "take; take; take", "post 1; post 2", "take; take"),
          Program.of(
              "the last slot, and then the first again",
              posts(1, IpiQueue.CAPACITY - 1),
              "take; take",
              "post 16; post 17",
              "take; take"),
          Program.of(
              "a full ring, whose sender waits",
              posts(1, IpiQueue.CAPACITY),
              "take",
              "post 17",
              "take; take"));

  private static String posts(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(message -> "post " + message)
        .collect(Collectors.joining("; "));
  }

  /** The explorer exhausts what is done through mailboxes, in each build. */
  @Tag("nightly")
  @Test
  void aRingIsAQueueOfLimitedCapacity() {
    PartCheck.run(Ring.class, Specification.class, PROGRAMS)
        .holdsAndIsCutOnlyIn(
            "two posts, two takes",
            "the last slot, and then the first again",
            "a full ring, whose sender waits");
  }

  @Test
  void aRingThatAdvancesBeforeItWritesIsCaught() {
    PartCheck.run(AdvancesFirst.class, Specification.class, PROGRAMS).isNotLinearizable();
  }

  @Test
  void aSenderThatDoesNotWaitForRoomIsCaught() {
    PartCheck.run(Impatient.class, Specification.class, PROGRAMS).isNotLinearizable();
  }

  /** A post returns true, so one that finds no room has no place in the order yet. */
  public static class Specification {
    private final Queue<Integer> messages = new ArrayDeque<>();

    public boolean post(int message) {
      return messages.size() < IpiQueue.CAPACITY && messages.add(message);
    }

    public int take() {
      return messages.isEmpty() ? 0 : messages.remove();
    }
  }

  /** The ring lies in the words that cpu0 has for a subject. */
  public static class Ring {
    private final Machine machine = Machine.raw(Shape.small(2, 2, 1));
    private final Cpu sender = machine.cpu(0);
    private final Cpu receiver = machine.cpu(1);
    private final IpiQueue mailbox;

    public Ring() {
      this(IpiQueue::new);
    }

    Ring(MailboxMaker maker) {
      IpiQueue.Ring words = new IpiQueue.Ring(machine.cpuWord(sender, 0), IpiQueue.CAPACITY);
      mailbox = maker.make(machine.memory(), machine.watch(), words);
    }

    @Operation
    public boolean post(@Param(gen = IntGen.class) int message) {
      mailbox.post(sender, message);
      return true;
    }

    @Operation
    public int take() {
      return (int) mailbox.take(receiver);
    }
  }

  public static class AdvancesFirst extends Ring {
    public AdvancesFirst() {
      super(
          (memory, watch, ring) ->
              new IpiQueue(memory, watch, ring) {
                @Override
                protected void publish(Cpu sender, long written, long argument) {
                  advance(sender, written);
                  write(sender, written, argument);
                }
              });
    }
  }

  public static class Impatient extends Ring {
    public Impatient() {
      super(Eager::new);
    }

    private static final class Eager extends IpiQueue {
      private final Memory memory;
      private final long ring;

      Eager(Memory memory, MachineObserver watch, Ring ring) {
        super(memory, watch, ring);
        this.memory = memory;
        this.ring = ring.address();
      }

      @Override
      public void post(Cpu sender, long argument) {
        publish(sender, memory.getPlain(sender, ring), argument);
      }
    }
  }
}
