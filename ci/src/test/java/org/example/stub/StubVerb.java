package org.example.stub;

import ripsaw.subject.Caller;
import ripsaw.subject.FamilyVerb;

/** What only callers of the stub may do. */
public enum StubVerb implements FamilyVerb {
  /** {@code count}: reads how many chunks are free. */
  COUNT;

  @Override
  public String word() {
    return "count";
  }

  @Override
  public boolean run(Caller caller, String name) {
    caller.call(
        this,
        () -> {
          if (caller.allocator() instanceof StubHeap heap) {
            heap.count(caller.cpu());
          }
        });
    return true;
  }
}
