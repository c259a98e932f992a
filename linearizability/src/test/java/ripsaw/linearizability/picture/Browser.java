package ripsaw.linearizability.picture;

import java.util.List;

/** What the tests ask of something that shows a page. */
interface Browser extends AutoCloseable {
  /** Shows the page, and forgets the one before. */
  void open(String page) throws Exception;

  /**
   * @param key as the page's script is told: {@code g}, {@code ArrowDown}
   */
  void press(String key);

  void click(String id);

  /** What a script answers, as text. */
  String ask(String expression);

  /** Addresses that the page asked for, itself excepted. */
  List<String> requests();

  @Override
  void close();
}
