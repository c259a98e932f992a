package ripsaw.machine.cache;

/** Says where words lie. */
@FunctionalInterface
public interface Places {
  /** The place of the word at this address. Two words may share one: 4 bytes each, for instance. */
  Place of(long address);
}
