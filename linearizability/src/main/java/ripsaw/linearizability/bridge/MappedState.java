package ripsaw.linearizability.bridge;

import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** What a state of a module and a moment of the Java have in common. */
public interface MappedState {
  /** An object by its slab's place among the pages, and its own in the slab. */
  record Chunk(int slab, int index) {}

  /** What callers hold; of the specification only. */
  Set<Chunk> held();

  /** Where each cpu's program stands; of the specification only. */
  List<String> at();

  /**
   * What differs between the specification's state, this one, and the Java's; empty if nothing
   * does.
   *
   * @param java of the same module
   * @param open whether a cpu is in no transition, so that what is its own can be compared
   */
  Set<String> differences(MappedState java, IntPredicate open);
}
