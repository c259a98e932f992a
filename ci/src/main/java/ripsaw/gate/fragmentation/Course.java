package ripsaw.gate.fragmentation;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What was measured of an allocator. Figures over the whole time leave out the first day, in which
 * there is next to nothing to hold memory for.
 *
 * @param name short
 * @param what it is, in a few words
 * @param samples in the order of time
 * @param unmounts in the order of time
 */
public record Course(String name, String what, List<Sample> samples, List<Unmount> unmounts) {
  /**
   * The memory at a moment.
   *
   * @param minute of the uptime
   * @param live bytes of the objects in use
   * @param held bytes of the slabs that the allocator has taken from the machine
   * @param empty bytes of those slabs in which nothing is in use
   */
  public record Sample(int minute, long live, long held, long empty) {
    /** Bytes held for each byte in use. */
    public double ratio() {
      return (double) held / live;
    }
  }

  /**
   * A file system was unmounted: all its objects were freed, and its types destroyed.
   *
   * @param minute of the uptime
   * @param bytes of its objects, up to then
   * @param slabs in which they lay
   * @param kept how many of these slabs are still held, because something else is in use there
   * @param unused bytes of those in which nothing is
   * @param empty how many of these slabs are still held though nothing is in use there; any type
   *     may have them
   */
  public record Unmount(int minute, long bytes, int slabs, int kept, long unused, int empty) {}

  public Sample last() {
    return samples.get(samples.size() - 1);
  }

  public double mean(ToDoubleFunction<Sample> figure) {
    return settled().stream().mapToDouble(figure).average().orElseThrow();
  }

  public double peak(ToDoubleFunction<Sample> figure) {
    return settled().stream().mapToDouble(figure).max().orElseThrow();
  }

  private List<Sample> settled() {
    return samples.stream().filter(sample -> sample.minute > Load.DAY).toList();
  }

  /** Bytes held for each byte in use, of the whole time. */
  public double meanRatio() {
    return mean(Sample::held) / mean(Sample::live);
  }
}
