package ripsaw.spec;

import java.util.List;
import java.util.Optional;

/**
 * One thing that must hold of an allocator, stated once: {@link CommonProperty} of any, and beside
 * each family's allocators what is special to them. It is judged by {@link Census#judge}, by {@link
 * HeapModel}, by the machine at the access that breaks it, or by TLC alone; {@link #watch} says
 * which.
 */
public interface Property {
  /**
   * What a property says.
   *
   * @param id the name used in reports, repros and on the command line
   * @param source where it comes from: the code of a research note, or {@code design}
   * @param watch where it is judged
   * @param sentence that must be true
   */
  record Statement(String id, String source, Watch watch, String sentence) {}

  Statement statement();

  /** The name used in reports, repros and on the command line; also its {@code toString}. */
  default String id() {
    return statement().id();
  }

  default String source() {
    return statement().source();
  }

  default Watch watch() {
    return statement().watch();
  }

  default String sentence() {
    return statement().sentence();
  }

  /** False for the properties that are only listed: see {@link Watch#NONE}. */
  default boolean isChecked() {
    return watch() != Watch.NONE;
  }

  /** Every property on the class path, the common ones first. */
  static List<Property> all() {
    return ListedProperties.all();
  }

  /** The property of this id. */
  static Optional<Property> byId(String id) {
    return all().stream().filter(property -> property.id().equals(id)).findFirst();
  }

  /** Where a property is judged. */
  public enum Watch {
    /** On a snapshot taken while no cpu is in a critical section. */
    CENSUS,
    /** On each grant and free, against the sequential heap model. */
    HEAP,
    /** On each access, by the machine. */
    ACCESS,
    /** On each event that the machine or the subject reports. */
    EVENT,
    /** On the results of a whole history. */
    HISTORY,
    /**
     * Of what is owed in the end: on a snapshot taken when nobody has called for a while, and the
     * kernel has gone on by itself; and on the behaviours of the specification, by TLC.
     */
    AT_REST,
    /** On the behaviours of the specification, by TLC alone. */
    BEHAVIOR,
    /** Nowhere yet: listed so that nobody takes silence for a pass. */
    NONE
  }
}
