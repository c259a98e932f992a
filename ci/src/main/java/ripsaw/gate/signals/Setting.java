package ripsaw.gate.signals;

import java.util.ArrayList;
import java.util.List;
import ripsaw.machine.Shape;

/**
 * A load.
 *
 * @param chunks of a slab
 * @param larger whether the working set is larger than a slab
 * @param frees who frees what
 * @param cpus that all allocate
 */
public record Setting(int chunks, boolean larger, Frees frees, int cpus) {
  /** What is asked for, bytes: of these, 2,730 fit a slab of 128 KiB. */
  static final int BYTES = 48;

  private static final int[] CHUNKS = {2, 8, 34, 113, 292, 2730};
  private static final int[] CPUS = {2, 4, 8};

  /** More than the header of a slab takes. */
  private static final int HEADER = 256;

  /** All that are measured. */
  static List<Setting> all() {
    List<Setting> all = new ArrayList<>();
    for (Frees frees : Frees.values()) {
      for (boolean larger : new boolean[] {false, true}) {
        for (int chunks : CHUNKS) {
          for (int cpus : CPUS) {
            all.add(new Setting(chunks, larger, frees, cpus));
          }
        }
      }
    }
    return all;
  }

  /** Objects that a cpu has in use: half a slab's, or four slabs'. */
  public int live() {
    return larger ? 4 * chunks : chunks / 2;
  }

  /** The same at most. */
  int most() {
    return frees == Frees.BY_LOT ? live() + live() / 2 : live();
  }

  /** A slab is a page, and there is room for slabs that are not quite full. */
  Shape shape() {
    int slabBytes = Integer.highestOneBit(HEADER + chunks * BYTES - 1) * 2;
    int slabs = cpus * (3 * (most() / chunks) + 6);
    return new Shape(cpus, slabBytes, slabs, slabBytes, chunks, 2);
  }
}
