package ripsaw.linearizability.lincheck;

import java.util.List;
import java.util.function.Function;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.Accounting;
import ripsaw.linearizability.lincheck.PartCheck.Program;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Shape;

/**
 * The slots of a type: each cpu adds to its own. A sum reads one slot after the other, so while
 * others add it is no snapshot and not linearizable, and nobody says it is. What must hold is that
 * it is the total once they have finished: so these programs sum afterwards only.
 */
@Tag("lincheck")
class AccountingTest {
  private static final List<Program> PROGRAMS =
      List.of(
          Program.of("two cpus add at once", "", "sum 0", "add 0 64", "add 1 -64"),
          Program.of("one adds twice", "add 0 96", "sum 1", "add 0 64; add 0 -96", "add 1 64"),
          Program.of("three cpus add at once", "", "sum 2", "add 0 64", "add 1 -64", "add 2 96"));

  /** The thread that allocates on one cpu frees on another: the sum is 0 or 64, never below. */
  private static final List<Program> SUM_AT_ONCE =
      List.of(Program.of("a sum at once", "", "", "add 0 64; add 1 -64", "sum 2"));

  /** In many schedules; each day two that are wrong are caught. */
  @Tag("nightly")
  @Test
  void whenAllHaveAddedTheSumIsTheTotal() {
    PartCheck.run(Slots.class, Specification.class, PROGRAMS)
        .holdsAndIsCutOnlyIn("one adds twice", "three cpus add at once");
  }

  @Test
  void anotherCpusSlotWithoutAtomicsIsCaught() {
    PartCheck.run(ForeignSlot.class, Specification.class, PROGRAMS).isNotLinearizable();
  }

  @Test
  void aSumWhileOthersAddIsNoSnapshot() {
    PartCheck.run(Slots.class, Specification.class, SUM_AT_ONCE).isNotLinearizable();
  }

  public static class Specification {
    private long total;

    public void add(int cpu, int bytes) {
      total += bytes;
    }

    public long sum(int cpu) {
      return total;
    }
  }

  public static class Slots {
    private static final int TYPE = 0;

    private final Machine machine = Machine.raw(Shape.small(3, 2, 1));
    private final Accounting accounting;

    public Slots() {
      this(Accounting::new);
    }

    Slots(Function<Machine, Accounting> maker) {
      accounting = maker.apply(machine);
    }

    @Operation
    public void add(@Param(gen = IntGen.class) int cpu, @Param(gen = IntGen.class) int bytes) {
      accounting.add(machine.cpu(cpu), TYPE, Integer.signum(bytes), bytes);
    }

    @Operation
    public long sum(@Param(gen = IntGen.class) int cpu) {
      return accounting.sum(machine.cpu(cpu), TYPE);
    }
  }

  public static class ForeignSlot extends Slots {
    public ForeignSlot() {
      super(
          machine ->
              new Accounting(machine) {
                @Override
                public void add(Cpu cpu, int type, int count, long bytes) {
                  addTo(cpu, machine.cpu(0), type, count, bytes);
                }
              });
    }
  }
}
