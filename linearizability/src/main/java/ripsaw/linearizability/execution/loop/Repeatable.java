package ripsaw.linearizability.execution.loop;

import ripsaw.linearizability.execution.step.LastStep;
import ripsaw.linearizability.execution.step.Steps;

/** An execution that can be made again, to see whether what goes round in it ever ends. */
public interface Repeatable {
  /** The steps made so far. */
  Steps steps();

  /** The actors that can make the next step, those included that wait in a loop, a bit each. */
  int able();

  /** See {@link Round}: an able actor makes its next step. */
  void step(int actor, int older);

  LastStep last();

  boolean isOver();

  Loops loops();

  /** Whether the cpu of this actor would take a signal here. */
  boolean isInterruptible(int actor);

  /** Another execution of the same, up to where this one is, in which nobody looks for loops. */
  Repeatable again();
}
