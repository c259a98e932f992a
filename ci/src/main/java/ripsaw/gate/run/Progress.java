package ripsaw.gate.run;

import ripsaw.spec.Checker;

/** Shows how a run goes on, while it does. Called by one thread per checker. */
interface Progress extends AutoCloseable {
  /**
   * @param task a fault or a subject
   */
  void began(Checker checker, String task);

  /**
   * @param outcome in a few words
   */
  void ended(Checker checker, String task, String outcome);

  @Override
  void close();
}
