package org.example.stub.bridge;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.example.stub.StubCensus;
import ripsaw.linearizability.bridge.MappedState;
import ripsaw.linearizability.bridge.Numbers;
import ripsaw.spec.tla.TlaValue;

/**
 * What a state of {@code StubHeap.tla} and a moment of the Java have in common: the two words.
 *
 * @param bits as the word has them
 */
record StubState(long bits, long count, Set<Chunk> held, List<String> at) implements MappedState {
  static StubState of(Map<String, TlaValue> variables) {
    TlaValue at = variables.get("at");
    return new StubState(
        Numbers.all(variables.get("free")).stream().mapToLong(chunk -> 1L << chunk).sum(),
        variables.get("count").number(),
        Numbers.all(variables.get("held")).stream()
            .map(chunk -> new Chunk(0, chunk))
            .collect(Collectors.toSet()),
        Numbers.inOrder(at).stream().map(cpu -> at.at(cpu).field("step").text()).toList());
  }

  static StubState of(StubCensus census) {
    return new StubState(census.bits(), census.count(), Set.of(), List.of());
  }

  /** Each changes in one access, so both are compared always. */
  @Override
  public Set<String> differences(MappedState other, IntPredicate open) {
    StubState java = (StubState) other;
    Set<String> found = new TreeSet<>();
    if (bits != java.bits) {
      found.add("bits are %d, in the Java %d".formatted(bits, java.bits));
    }
    if (count != java.count) {
      found.add("count is %d, in the Java %d".formatted(count, java.count));
    }
    return found;
  }
}
