package ripsaw.machine.cache;

/**
 * A cache line.
 *
 * @param structure that lies on it, see {@link Place}
 * @param number of the structure
 * @param index of the line in the structure, from 0
 */
public record Line(String structure, long number, long index) {}
