package ripsaw.linearizability.execution;

import java.util.ArrayList;
import java.util.List;
import ripsaw.linearizability.guard.Crash;
import ripsaw.machine.Machine;
import ripsaw.spec.ViolationFound;
import ripsaw.subject.Allocator;

/** The names that a person knows words by, as the allocator tells them. */
final class WordNames {
  /** Words of a kind whose names are looked at. */
  private static final int LOOKED_AT = 8;

  private final Machine machine;
  private final Allocator allocator;

  WordNames(Machine machine, Allocator allocator) {
    this.machine = machine;
    this.allocator = allocator;
  }

  /** Of the word at this address. */
  String of(long address) {
    try {
      return Crash.guard("a name", () -> allocator.name(address));
    } catch (ViolationFound crash) {
      return machine.name(address); // what is wrong is told by look()
    }
  }

  /** Of a value: a word's name, if it points to one. */
  String ofValue(long value) {
    boolean pointer =
        allocator.storesAddresses()
            && value >= machine.pageAddresses().getFirst()
            && machine.isMemory(value);
    return pointer ? of(value) : Long.toString(value);
  }

  /**
   * Asks for the names of some words of each kind, as a picture would.
   *
   * @throws ViolationFound if the allocator throws
   */
  void look() {
    List<Long> words = new ArrayList<>(machine.pageAddresses());
    for (int field = 0; field < 8 * LOOKED_AT; field += 8) {
      words.add(machine.sharedWord(0) + field);
      words.add(machine.pageAddresses().getFirst() + field);
    }
    for (long word : words) {
      Crash.guard("the name of " + machine.name(word), () -> allocator.name(word));
    }
  }
}
