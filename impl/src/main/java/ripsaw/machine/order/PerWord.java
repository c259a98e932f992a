package ripsaw.machine.order;

/** Something for each word, of which an execution touches few: memory is built for each anew. */
public final class PerWord<T> {
  private static final int CHUNK_BITS = 5;
  private static final int CHUNK = 1 << CHUNK_BITS;

  private final Object[][] chunks;

  public PerWord(int words) {
    chunks = new Object[(words + CHUNK - 1) >>> CHUNK_BITS][];
  }

  /** Null if nothing was set. */
  @SuppressWarnings("unchecked")
  public T get(int word) {
    Object[] chunk = chunks[word >>> CHUNK_BITS];
    return chunk == null ? null : (T) chunk[word & CHUNK - 1];
  }

  public void set(int word, T value) {
    Object[] chunk = chunks[word >>> CHUNK_BITS];
    if (chunk == null) {
      chunk = new Object[CHUNK];
      chunks[word >>> CHUNK_BITS] = chunk;
    }
    chunk[word & CHUNK - 1] = value;
  }
}
