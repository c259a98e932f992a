package ripsaw.subject;

import java.util.List;
import java.util.function.LongFunction;

/**
 * A census in numbers, as {@code vmstat} shows a kernel's: a table of what is where, and the free
 * slabs of each cpu.
 *
 * @param table of what is where
 * @param thing what is counted, as in {@code chunk}
 * @param type what a type is called, as in {@code zone}
 * @param cached the free slabs of each cpu
 * @param sharesCaches whether others give back slabs to a cpu's cache, so that there are two lists
 * @param inUse how many things are
 * @param bytesInUse their bytes
 */
public record Statistics(
    Table table,
    String thing,
    String type,
    List<Cached> cached,
    boolean sharesCaches,
    long inUse,
    long bytesInUse) {
  /**
   * @param name of its rows in JSON
   * @param rows a number for each column
   */
  public record Table(String name, List<Column> columns, List<List<Long>> rows) {}

  /**
   * @param key in JSON
   * @param title in text
   * @param text of a number
   */
  public record Column(String key, String title, LongFunction<String> text) {
    /** Whose numbers are shown as they are. */
    public Column(String key, String title) {
      this(key, title, Long::toString);
    }
  }

  /**
   * The free slabs that wait for a cpu.
   *
   * @param count what it counts
   * @param own on its own list
   * @param remote given back by others
   */
  public record Cached(int cpu, long count, int own, int remote) {}
}
