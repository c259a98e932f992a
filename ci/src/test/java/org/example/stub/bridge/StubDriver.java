package org.example.stub.bridge;

import java.util.Optional;
import java.util.Set;
import ripsaw.linearizability.bridge.Driver;
import ripsaw.linearizability.bridge.Walk;
import ripsaw.linearizability.program.Program;
import ripsaw.machine.order.Access;
import ripsaw.spec.Property;
import ripsaw.subject.Subject;

/** Drives the Java along a walk of {@code StubHeap.tla}: each step is one access that changes. */
final class StubDriver extends Driver {
  StubDriver(Subject subject, Program program, Set<Property> sought, boolean lenient) {
    super(subject, program, sought, lenient);
  }

  @Override
  protected void make(Walk.Step step) throws Mismatch {
    int actor = step.cpu();
    boolean begins = step.before().at().get(actor).equals("idle");
    if (isCall(actor) != begins) {
      throw cannot(step, actor);
    }
    if (begins) {
      step(actor);
      goOn(actor);
    }
    String word = step.action().equals("Add") ? "count" : "bits";
    if (!changed(actor).filter(word::equals).isPresent()) {
      throw cannot(step, actor);
    }
    step(actor);
    goOn(actor);
  }

  /** Goes on to just before the next action or call. */
  private void goOn(int actor) throws Mismatch {
    for (int i = 0; i < LONGEST_STEP && canStep(actor); i++) {
      if (run.isDone(actor) || isCall(actor) || isAction(actor)) {
        return;
      }
      step(actor);
    }
  }

  private Optional<String> changed(int actor) {
    return run.isDone(actor) || isPrivate(run.nextAccess(actor), actor)
        ? Optional.empty()
        : StubMapping.changed(run.nextAccess(actor), nextWord(actor));
  }

  /** What it does in between no other cpu can tell. */
  @Override
  protected boolean isOpen(int cpu) {
    return true;
  }

  @Override
  protected boolean isAction(int actor) {
    return changed(actor).isPresent();
  }

  @Override
  protected boolean isMerged(Access access, String word, int cpu) {
    return access == Access.GET_VOLATILE;
  }
}
