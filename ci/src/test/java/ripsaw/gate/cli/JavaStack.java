package ripsaw.gate.cli;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kfree.ParkedWord;
import ripsaw.dragonfly.kfree.SlabAllocator;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.subject.Allocator;
import ripsaw.subject.Subject;
import ripsaw.subject.SubjectProvider;

/** A user's allocators that no checker can check: one counts in a field, one throws dice. */
public final class JavaStack implements SubjectProvider {
  static final String COUNTS = "user/counts";
  static final String DICE = "user/dice";

  @Override
  public List<Subject> subjects() {
    return List.of(subject(COUNTS, Counting::new), subject(DICE, Dice::new));
  }

  private static Subject subject(String id, Function<Machine, Allocator> start) {
    return new Subject(
        id,
        "made up",
        Optional.empty(),
        new KfreeFamily(),
        Subject.Kind.REFERENCE,
        Set.of(),
        Set.of(),
        start);
  }

  private static final class Counting extends SlabAllocator {
    private final int[] frees = new int[1];

    Counting(Machine machine) {
      super(machine, new ParkedWord(machine));
    }

    @Override
    public void free(Cpu cpu, int type, long address) {
      frees[0]++;
      super.free(cpu, type, address);
    }
  }

  private static final class Dice extends SlabAllocator {
    private final Random random = new Random();

    Dice(Machine machine) {
      super(machine, new ParkedWord(machine));
    }

    @Override
    public void tidy(Cpu cpu) {
      if (random.nextBoolean()) {
        super.tidy(cpu);
      }
    }
  }
}
