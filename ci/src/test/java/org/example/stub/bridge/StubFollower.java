package org.example.stub.bridge;

import java.util.List;
import java.util.Optional;
import ripsaw.linearizability.bridge.Follower;
import ripsaw.linearizability.bridge.SpecFollowsCode;
import ripsaw.machine.Event;
import ripsaw.machine.order.Access;
import ripsaw.spec.tlc.Specification.Step;

/** An execution that is to be a behaviour of {@code StubHeap.tla}. */
final class StubFollower extends Follower {
  StubFollower(SpecFollowsCode spec) {
    super(spec);
  }

  @Override
  public void access(int cpu, Access access, String word, String before, String after) {
    boolean isShared = word.equals("bits") || word.equals("count");
    if (verb(cpu) == null || !isShared || before.equals(after)) {
      return; // it is not up yet, it is a caller's memory, or nothing has changed
    }
    Optional<String> changed = StubMapping.changed(access, word);
    if (changed.isEmpty()) {
      differ(cpu, access + " " + word, "which belongs to no action");
    } else {
      see(cpu, access + " " + word, word.equals("bits") ? List.of("Take", "Put") : List.of("Add"));
    }
  }

  @Override
  public void event(int cpu, Event event, String about, long detail) {
    // It changes nothing.
  }

  /** An access shows each. */
  @Override
  protected boolean isSilent(Step step) {
    return false;
  }
}
