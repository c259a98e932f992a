package ripsaw.gate;

/** Answers questions: a checker, wherever it runs. */
interface Witness extends AutoCloseable {
  /** Never throws: what goes wrong is an answer too. Called by one thread. */
  Answer ask(Question question);

  @Override
  void close();
}
