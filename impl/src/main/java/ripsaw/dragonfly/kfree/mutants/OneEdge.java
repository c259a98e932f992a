package ripsaw.dragonfly.kfree.mutants;

import java.util.function.Function;
import ripsaw.dragonfly.Accounting;
import ripsaw.dragonfly.kfree.OwnerSlabs;
import ripsaw.dragonfly.kfree.ParkedWord;
import ripsaw.dragonfly.kfree.RemoteFree;
import ripsaw.dragonfly.kfree.RemoteWord;
import ripsaw.dragonfly.kfree.SlabAllocator;
import ripsaw.machine.Machine;
import ripsaw.subject.Allocator;

/** The reference of kfree, with one part of another make. */
final class OneEdge {
  private OneEdge() {}

  /** The reference, with its calls open to one change. */
  abstract static class Reference extends SlabAllocator {
    Reference(Machine machine) {
      super(machine, new ParkedWord(machine));
    }
  }

  static Function<Machine, Allocator> remote(Function<Machine, RemoteFree> other) {
    return machine -> new SlabAllocator(machine, other.apply(machine));
  }

  static Function<Machine, Allocator> word(Function<Machine, RemoteWord> other) {
    return remote(machine -> new ParkedWord(machine, other.apply(machine)));
  }

  static Function<Machine, Allocator> slabs(Function<Machine, OwnerSlabs> other) {
    return remote(machine -> new ParkedWord(other.apply(machine), new Accounting(machine)));
  }

  static Function<Machine, Allocator> accounting(Function<Machine, Accounting> other) {
    return remote(machine -> new ParkedWord(new OwnerSlabs(machine), other.apply(machine)));
  }
}
