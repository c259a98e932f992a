package ripsaw.linearizability.explore;

import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.execution.Trace;
import ripsaw.linearizability.execution.loop.Waits;
import ripsaw.linearizability.explore.Explorer.Question;

/**
 * The executions of a program that a strategy chooses, one after another.
 *
 * <p>It may turn out that the place where a handler runs matters though nothing that is touched
 * tells: see {@link ripsaw.machine.MachineObserver#suspected}. Then all begins anew, with each
 * place by itself.
 */
public final class Executions {
  private final Question question;
  private final Strategy strategy;
  private final Waits waits = new Waits();
  private boolean tellsHandlersApart;
  private boolean begunAnew;

  Executions(Question question, Strategy strategy) {
    this.question = question;
    this.strategy = strategy;
  }

  /** Before each execution. Returns false if there is none left to make. */
  boolean begin() {
    return strategy.begin();
  }

  /** Makes one execution, to its end or until the strategy abandons it. */
  ProgramRun make(Trace trace) {
    return make(trace, false);
  }

  /**
   * The same.
   *
   * @param watchesJava whether to look at what the allocator keeps outside the machine
   */
  ProgramRun make(Trace trace, boolean watchesJava) {
    ProgramRun run =
        new ProgramRun(
            question.subject(),
            question.program(),
            question.memory(),
            question.sought(),
            trace,
            waits,
            watchesJava);
    if (tellsHandlersApart) {
      run.tellHandlersApart();
    }
    run.follow(strategy, strategy.known());
    strategy.followed();
    while (!run.isOver()) {
      int actor = strategy.choose(run, run.enabled());
      if (actor == Strategy.ABANDON) {
        break;
      }
      if ((run.able() & 1 << actor) == 0) {
        throw run.notAsBefore(run.steps().count(), actor);
      }
      run.step(actor, strategy);
      if (run.isAbandoned()) {
        break;
      }
      strategy.stepped(run, actor);
    }
    begunAnew = run.isSuspected() && !tellsHandlersApart && strategy.beginAnew();
    tellsHandlersApart |= begunAnew;
    return run;
  }

  /** Whether what was made so far did not count, and all begins anew. */
  boolean hasBegunAnew() {
    return begunAnew;
  }

  /** Why not every schedule was made, once none is left; empty if every one was. */
  String bound() {
    return strategy.bound();
  }
}
