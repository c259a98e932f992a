package ripsaw.linearizability.picture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ripsaw.linearizability.repro.Recording;
import ripsaw.linearizability.repro.Recording.Kind;
import ripsaw.linearizability.repro.Recording.Row;

/**
 * How it came to the violation, in a sentence, if it came to it as most do: a cpu read a word,
 * another cpu wrote it, and the first went on with what it had read.
 */
final class Why {
  private final List<Row> rows;

  /** Of each lane, where it last read each word in the operation that it is in. */
  private final Map<Integer, Map<String, Row>> reads = new HashMap<>();

  /** Where each word was last written. */
  private final Map<String, Row> writes = new HashMap<>();

  private String sentence = "";

  private Why(List<Row> rows) {
    this.rows = rows;
  }

  /** Of the last such step up to the one that is guilty; empty if there is none. */
  static Optional<String> of(Recording recording) {
    Why why = new Why(recording.rows());
    return recording.violation().isEmpty() ? Optional.empty() : why.find(recording);
  }

  private Optional<String> find(Recording recording) {
    for (Row row : rows) {
      Map<String, Row> mine = reads.computeIfAbsent(row.column(), any -> new HashMap<>());
      if (row.kind() == Kind.CALL) {
        mine.clear();
      } else if (!row.word().isEmpty()) {
        if (isWrite(row)) {
          stale(mine)
              .ifPresent(read -> sentence = words(recording, read, writes.get(read.word()), row));
          writes.put(row.word(), row);
        }
        mine.put(row.word(), row);
      }
      if (row.guilty()) {
        break;
      }
    }
    return Optional.of(sentence).filter(one -> !one.isEmpty());
  }

  /** One that stored anything: a compare-and-set may not have. */
  private static boolean isWrite(Row row) {
    return !Caption.isRead(row) && !row.after().isEmpty() && !row.before().equals(row.after());
  }

  /** The last read of a word that has another value by now, of somebody else. */
  private Optional<Row> stale(Map<String, Row> mine) {
    return mine.values().stream()
        .filter(read -> writes.containsKey(read.word()))
        .filter(read -> writes.get(read.word()).number() > read.number())
        .filter(read -> writes.get(read.word()).column() != read.column())
        .filter(read -> !writes.get(read.word()).after().equals(read.after()))
        .max((one, other) -> Integer.compare(one.number(), other.number()));
  }

  private static String words(Recording recording, Row read, Row write, Row use) {
    return "%s saw %s = %s in row %s; %s made it %s in row %s; and %s went on with what it had seen, to %s %s in row %s."
        .formatted(
            recording.column(read.column()),
            read.word(),
            read.after(),
            read.number(),
            recording.column(write.column()),
            write.after(),
            write.number(),
            recording.column(use.column()),
            use.access(),
            use.word(),
            use.number());
  }
}
