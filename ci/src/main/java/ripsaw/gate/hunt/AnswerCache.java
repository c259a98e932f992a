package ripsaw.gate.hunt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import ripsaw.gate.hunt.Answer.Fate;
import ripsaw.gate.text.AtomicFile;
import ripsaw.spec.kept.Digest;

/**
 * Answers of earlier runs, by the digest of the code and the digest of the question: what has not
 * changed is not asked again. A file that cannot be read, or is not as it was written, is no cache.
 *
 * <p>A line each, with tabulators between: both digests, how many runs ago it was last of use, and
 * of what was noticed the fate, the checker, the property and the program. The last line is the
 * digest of those before.
 */
final class AnswerCache {
  private static final String HEAD = "ripsaw answers 2\n";
  private static final String END = "end: ";

  /** An answer that was of no use in so many runs is of code that is gone. */
  private static final int MOST_RUNS = 100;

  private record Kept(Answer answer, int runs) {}

  private final Path file;
  private final Map<String, Kept> known = new ConcurrentHashMap<>();
  private final Map<String, Answer> used = new ConcurrentHashMap<>();

  private AnswerCache(Path file) {
    this.file = file;
  }

  static AnswerCache load(Path file) {
    AnswerCache cache = new AnswerCache(file);
    try {
      String text = Files.readString(file);
      int end = text.lastIndexOf(END);
      if (end >= 0 && text.startsWith(HEAD) && text.equals(signed(text.substring(0, end)))) {
        text.substring(HEAD.length(), end).lines().forEach(cache::read);
      }
    } catch (IOException | IllegalArgumentException e) {
      cache.known.clear();
    }
    return cache;
  }

  /** Lines, with their digest behind them. */
  static String signed(String lines) {
    return lines + END + Digest.of(lines) + "\n";
  }

  private void read(String line) {
    String[] parts = line.split("\t", -1);
    Answer answer =
        switch (parts.length) {
          case 3 -> Answer.SURVIVED;
          case 7 -> new Answer(Fate.valueOf(parts[3]), parts[4], parts[5], parts[6]);
          default -> throw new IllegalArgumentException(line);
        };
    known.put(parts[0] + "\t" + parts[1], new Kept(answer, Integer.parseInt(parts[2])));
  }

  Optional<Answer> get(String code, String question) {
    return Optional.ofNullable(known.get(code + "\t" + question)).map(Kept::answer);
  }

  /** An answer that counts in this run, whether it was known or not. */
  void put(String code, String question, Answer answer) {
    used.put(code + "\t" + question, answer);
  }

  /**
   * Keeps what was asked in this run.
   *
   * @param all whether everything was asked: then what was not used is of code that is gone
   */
  void save(boolean all) throws IOException {
    TreeMap<String, Kept> kept = new TreeMap<>();
    if (!all) {
      known.forEach((key, one) -> kept.put(key, new Kept(one.answer, one.runs + 1)));
      kept.values().removeIf(one -> one.runs > MOST_RUNS);
    }
    used.forEach((key, answer) -> kept.put(key, new Kept(answer, 0)));
    StringBuilder text = new StringBuilder(HEAD);
    kept.forEach((key, one) -> text.append(line(key, one)));
    Files.createDirectories(file.toAbsolutePath().getParent());
    AtomicFile.write(file, signed(text.toString()));
  }

  private static String line(String key, Kept kept) {
    Answer answer = kept.answer;
    String rest =
        answer.isEnd()
            ? "\t"
                + String.join(
                    "\t", answer.fate().name(), answer.by(), answer.property(), answer.program())
            : "";
    return key + "\t" + kept.runs + rest + "\n";
  }
}
