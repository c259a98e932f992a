package ripsaw.linearizability.lincheck;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.kfree.RemoteWord;
import ripsaw.linearizability.lincheck.PartCheck.Program;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Shape;

/** The remote list and the parked state in one word. cpu0 is the owner, the others link. */
@Tag("lincheck")
class RemoteWordTest {
  private static final List<Program> PROGRAMS =
      List.of(
          Program.of("a link meets a park", "", "takeAll; park", "park", "link 1 1"),
          Program.of("two links meet", "", "takeAll; park", "takeAll", "link 1 1", "link 2 2"),
          Program.of("a link meets an unpark", "park", "park; takeAll", "unpark", "link 1 1"),
          Program.of("two links meet on a parked slab", "park", "takeAll", "link 1 1", "link 2 2"),
          Program.of(
              "an owner drains, parks, drains again",
              "link 1 1",
              "takeAll",
              "takeAll; park; takeAll",
              "link 2 2; link 2 3"),
          Program.of(
              "a drained chunk is the head again (ABA)",
              "link 1 1",
              "takeAll",
              "takeAll; link 0 1",
              "link 2 2"));

  /** In many schedules; each day three that are wrong are caught. */
  @Tag("nightly")
  @Test
  void linksParksAndTakesHappenInSomeOrder() {
    PartCheck.run(Word.class, Specification.class, PROGRAMS)
        .holdsAndIsCutOnlyIn(
            "two links meet",
            "an owner drains, parks, drains again",
            "a drained chunk is the head again (ABA)");
  }

  @Test
  void aLinkByAStoreIsCaught() {
    PartCheck.run(BlindLink.class, Specification.class, PROGRAMS).isNotLinearizable();
  }

  @Test
  void aTakeInTwoStepsIsCaught() {
    PartCheck.run(TwoStepTake.class, Specification.class, PROGRAMS).isNotLinearizable();
  }

  @Test
  void aParkByAStoreIsCaught() {
    PartCheck.run(BlindPark.class, Specification.class, PROGRAMS).isNotLinearizable();
  }

  /** A set of chunks and a flag. */
  public static class Specification {
    private final Set<Integer> chunks = new TreeSet<>();
    private boolean parked;

    public boolean link(int cpu, int chunk) {
      boolean owed = parked;
      parked = false;
      chunks.add(chunk);
      return owed;
    }

    public String takeAll() {
      String all = chunks.toString();
      chunks.clear();
      return all;
    }

    public boolean park() {
      boolean free = !parked && chunks.isEmpty();
      parked |= free;
      return free;
    }

    public void unpark() {
      parked = false;
    }
  }

  /** The word lies at the beginning of a page, and the chunks behind it. */
  public static class Word {
    private static final int CHUNK = 64;
    private static final int MOST_CHUNKS = 3;

    private final Machine machine = Machine.raw(Shape.small(3, MOST_CHUNKS, 1));
    private final Cpu owner = machine.cpu(0);
    private final long page = machine.pageAddresses().get(0);
    private final RemoteWord remote;

    public Word() {
      this(RemoteWord::new);
    }

    Word(Function<Machine, RemoteWord> maker) {
      remote = maker.apply(machine);
    }

    @Operation
    public boolean link(@Param(gen = IntGen.class) int cpu, @Param(gen = IntGen.class) int chunk) {
      return remote.link(machine.cpu(cpu), page, page + chunk * CHUNK);
    }

    @Operation
    public String takeAll() {
      Set<Integer> chunks = new TreeSet<>();
      long chunk = remote.takeAll(owner, page);
      for (int i = 0; chunk != 0 && i < MOST_CHUNKS; i++) {
        chunks.add((int) (chunk - page) / CHUNK);
        chunk = machine.memory().getPlain(owner, chunk);
      }
      return chunks.toString();
    }

    @Operation
    public boolean park() {
      return remote.park(owner, page);
    }

    @Operation
    public void unpark() {
      remote.unpark(owner, page);
    }
  }

  public static class BlindLink extends Word {
    public BlindLink() {
      super(
          machine ->
              new RemoteWord(machine) {
                @Override
                protected boolean publish(Cpu cpu, long word, long head, long chunk) {
                  memory.setVolatile(cpu, word, chunk);
                  return true;
                }
              });
    }
  }

  public static class TwoStepTake extends Word {
    public TwoStepTake() {
      super(
          machine ->
              new RemoteWord(machine) {
                @Override
                public long takeAll(Cpu cpu, long word) {
                  long chunks = chain(memory.getVolatile(cpu, word));
                  if (chunks != 0) {
                    memory.setVolatile(cpu, word, 0);
                  }
                  return chunks;
                }
              });
    }
  }

  public static class BlindPark extends Word {
    public BlindPark() {
      super(
          machine ->
              new RemoteWord(machine) {
                @Override
                public boolean park(Cpu cpu, long word) {
                  boolean empty = memory.getVolatile(cpu, word) == 0;
                  if (empty) {
                    memory.setVolatile(cpu, word, PARKED);
                  }
                  return empty;
                }
              });
    }
  }
}
