package ripsaw.linearizability.lincheck;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ripsaw.linearizability.lincheck.PartCheck.Program;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.PageTable;
import ripsaw.machine.Shape;

/** The marks of two pages. Operations name the cpu, the page, and the mark. */
@Tag("lincheck")
class PageTableTest {
  private static final List<Program> PROGRAMS =
      List.of(
          Program.of("a mark changes while it is read", "set 0 0 1", "", "set 0 0 2", "get 1 0"),
          Program.of(
              "a mark goes while it is read", "set 0 0 1", "", "clear 0 0", "get 1 0; get 1 0"),
          Program.of(
              "two pages are marked in order",
              "",
              "get 0 0",
              "set 0 0 1; set 0 1 1",
              "get 1 1; get 1 0"),
          Program.of(
              "a page goes from one cpu to another",
              "set 0 0 -1",
              "get 0 0; get 0 1",
              "clear 0 0; set 0 1 -1",
              "get 1 0; set 1 0 -2",
              "get 2 0; get 2 1"));

  @Test
  void theTableIsAMapOfRegisters() {
    PartCheck.run(Table.class, Specification.class, PROGRAMS)
        .holdsAndIsCutOnlyIn("a page goes from one cpu to another");
  }

  @Test
  void aTableThatClearsBeforeItSetsIsCaught() {
    PartCheck.run(ClearsFirst.class, Specification.class, PROGRAMS).isNotLinearizable();
  }

  public static class Specification {
    private final Map<Integer, Integer> marks = new HashMap<>();

    public int get(int cpu, int page) {
      return marks.getOrDefault(page, 0);
    }

    public void set(int cpu, int page, int mark) {
      marks.put(page, mark);
    }

    public void clear(int cpu, int page) {
      marks.remove(page);
    }
  }

  public static class Table {
    private final Machine machine = Machine.raw(Shape.small(3, 2, 2));
    private final PageTable table = machine.pageTable();
    private final long first = machine.pageAddresses().get(0);

    /** Any address in the page will do. */
    private long address(int page) {
      return first + (long) page * machine.shape().pageBytes() + 8;
    }

    private Cpu cpu(int cpu) {
      return machine.cpu(cpu);
    }

    @Operation
    public int get(@Param(gen = IntGen.class) int cpu, @Param(gen = IntGen.class) int page) {
      return (int) table.get(cpu(cpu), address(page));
    }

    @Operation
    public void set(
        @Param(gen = IntGen.class) int cpu,
        @Param(gen = IntGen.class) int page,
        @Param(gen = IntGen.class) int mark) {
      table.set(cpu(cpu), address(page), mark);
    }

    @Operation
    public void clear(@Param(gen = IntGen.class) int cpu, @Param(gen = IntGen.class) int page) {
      table.clear(cpu(cpu), address(page));
    }
  }

  public static class ClearsFirst extends Table {
    @Override
    @Operation
    public void set(
        @Param(gen = IntGen.class) int cpu,
        @Param(gen = IntGen.class) int page,
        @Param(gen = IntGen.class) int mark) {
      clear(cpu, page);
      super.set(cpu, page, mark);
    }
  }
}
