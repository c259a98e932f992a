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

/**
 * Answers of earlier runs, by the digest of the code and the digest of the question: what has not
 * changed is not asked again. A file that cannot be read, or not to its end, is no cache.
 *
 * <p>A line each: both digests, the fate, and of a kill the checker, the property and the program,
 * with tabulators between.
 */
final class AnswerCache {
  private static final String HEAD = "ripsaw answers 1";

  private final Path file;
  private final Map<String, Answer> known = new ConcurrentHashMap<>();
  private final Map<String, Answer> used = new ConcurrentHashMap<>();

  private AnswerCache(Path file) {
    this.file = file;
  }

  static AnswerCache load(Path file) {
    AnswerCache cache = new AnswerCache(file);
    try {
      var lines = Files.readAllLines(file);
      if (lines.size() > 1 && lines.getFirst().equals(HEAD) && lines.getLast().equals("end")) {
        lines.subList(1, lines.size() - 1).forEach(cache::read);
      }
    } catch (IOException | IllegalArgumentException e) {
      cache.known.clear();
    }
    return cache;
  }

  private void read(String line) {
    String[] parts = line.split("\t", -1);
    Answer answer =
        switch (parts.length) {
          case 2 -> Answer.SURVIVED;
          case 6 -> new Answer(Fate.valueOf(parts[2]), parts[3], parts[4], parts[5]);
          default -> throw new IllegalArgumentException(line);
        };
    known.put(parts[0] + "\t" + parts[1], answer);
  }

  Optional<Answer> get(String code, String question) {
    return Optional.ofNullable(known.get(code + "\t" + question));
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
    TreeMap<String, Answer> kept = new TreeMap<>(all ? Map.of() : known);
    kept.putAll(used);
    StringBuilder text = new StringBuilder(HEAD).append('\n');
    kept.forEach(
        (key, answer) -> {
          text.append(key);
          if (answer.isEnd()) {
            text.append('\t')
                .append(String.join("\t", answer.fate().name(), answer.by()))
                .append('\t')
                .append(String.join("\t", answer.property(), answer.program()));
          }
          text.append('\n');
        });
    Files.createDirectories(file.toAbsolutePath().getParent());
    AtomicFile.write(file, text.append("end\n").toString());
  }
}
