package ripsaw.machine.cache;

/**
 * Where a word lies in the kernel whose allocator is modelled. The machine gives each field a word
 * of 8 bytes; the sources may have it in 4, in another order, or padded: so a word's place is not
 * its address.
 *
 * @param structure that it is part of, as a table names it: {@code slab header}
 * @param number of the structure among those of its name; each begins on a line of its own
 * @param offset in the structure, in bytes
 */
public record Place(String structure, long number, long offset) {
  /**
   * The line that holds it.
   *
   * @param bytes of a line
   */
  public Line line(int bytes) {
    return new Line(structure, number, Math.floorDiv(offset, bytes));
  }
}
