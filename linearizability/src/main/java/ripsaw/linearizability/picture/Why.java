package ripsaw.linearizability.picture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ripsaw.linearizability.repro.Recording;
import ripsaw.linearizability.repro.Recording.Kind;
import ripsaw.linearizability.repro.Recording.Row;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Violation;

/**
 * How it came to the violation, in a sentence, if it came to it as most do: a cpu read a word,
 * another cpu wrote it, and the first went on with what it had read; or two met at a word, and
 * nothing orders them.
 */
final class Why {
  private final List<Row> rows;

  /** Of each lane, where it last read each word in the operation that it is in. */
  private final Map<Integer, Map<String, Row>> reads = new HashMap<>();

  /** Where each word was last written. */
  private final Map<String, Row> writes = new HashMap<>();

  private String sentence = "";

  /** The read that the sentence is about. */
  private Row told;

  /** What followed from it: the first update, or else the first store. */
  private Row use;

  private Why(List<Row> rows) {
    this.rows = rows;
  }

  /** Of the last such step up to the one that is guilty; empty if there is none. */
  static Optional<String> of(Recording recording) {
    if (recording.violation().isEmpty()) {
      return Optional.empty();
    }
    Violation violation = recording.violation().get();
    Optional<String> race =
        violation.property() == CommonProperty.NO_DATA_RACE
            ? race(recording, violation)
            : Optional.empty();
    return race.or(() -> new Why(recording.rows()).find(recording));
  }

  /** The guilty access, and the last one of the other cpu that it is not ordered with. */
  private static Optional<String> race(Recording recording, Violation violation) {
    Row guilty = recording.rows().stream().filter(Row::guilty).findFirst().orElse(null);
    if (guilty == null || guilty.word().isEmpty()) {
      return Optional.empty();
    }
    return recording.rows().stream()
        .filter(row -> row.number() < guilty.number() && row.column() != guilty.column())
        .filter(row -> row.word().equals(guilty.word()))
        .filter(row -> violation.detail().endsWith("cpu" + row.cpu()))
        .filter(row -> !Caption.isRead(row) || !Caption.isRead(guilty))
        .filter(row -> isPlain(row) || isPlain(guilty))
        .reduce((one, later) -> later)
        .map(
            row ->
                "nothing orders the %s of %s by %s in row %s and the %s by %s in row %s."
                    .formatted(
                        row.access(),
                        row.word(),
                        recording.column(row.column()),
                        row.number(),
                        guilty.access(),
                        recording.column(guilty.column()),
                        guilty.number()));
  }

  private static boolean isPlain(Row row) {
    return row.access().equals("get") || row.access().equals("set");
  }

  private Optional<String> find(Recording recording) {
    for (Row row : rows) {
      Map<String, Row> mine = reads.computeIfAbsent(row.column(), any -> new HashMap<>());
      if (row.kind() == Kind.CALL) {
        mine.clear();
      } else if (!row.word().isEmpty()) {
        if (isWrite(row)) {
          stale(mine)
              .filter(read -> read != told || !isUpdate(use) && isUpdate(row))
              .ifPresent(read -> tell(recording, read, row));
          writes.put(row.word(), row);
        }
        if (Caption.isRead(row) || isUpdate(row)) {
          mine.put(row.word(), row);
        } else {
          mine.remove(row.word()); // what it stored it has not seen
        }
      }
      if (row.guilty()) {
        break;
      }
    }
    return Optional.of(sentence).filter(one -> !one.isEmpty());
  }

  private static boolean isUpdate(Row row) {
    return !row.access().startsWith("set");
  }

  private void tell(Recording recording, Row read, Row row) {
    told = read;
    use = row;
    sentence = words(recording, read, writes.get(read.word()), use);
  }

  /** One that stored anything: a compare-and-set may not have. */
  private static boolean isWrite(Row row) {
    return !Caption.isRead(row)
        && !row.after().isEmpty()
        && !(row.access().startsWith("cas") && row.before().equals(row.after()));
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
