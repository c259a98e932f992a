package ripsaw.gate.worker;

import java.util.List;

/** Answers questions: a checker, wherever it runs. */
public interface CheckerClient extends AutoCloseable {
  /** Never throws: what goes wrong is an answer too. Called by one thread. */
  Answer ask(Question question);

  /** What a person should see of its log: nothing, unless it got into trouble. */
  List<String> lastWords();

  @Override
  void close();
}
