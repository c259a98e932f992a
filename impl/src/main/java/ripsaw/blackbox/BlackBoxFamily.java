package ripsaw.blackbox;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import ripsaw.blackbox.mutants.BlackBoxMutants;
import ripsaw.machine.Machine;
import ripsaw.spec.Checker;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.subject.Allocator;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Family;
import ripsaw.subject.Mutant;
import ripsaw.subject.NamedProgram;
import ripsaw.subject.Subject;
import ripsaw.subject.Workload;

/** Heaps that show nothing of themselves. */
public record BlackBoxFamily() implements Family {
  /** What takes a census to see. */
  private static final Set<CommonProperty> OF_A_CENSUS =
      EnumSet.of(
          CommonProperty.CONSERVATION,
          CommonProperty.ACCOUNTING_CANCELS,
          CommonProperty.TYPE_DESTRUCTION,
          CommonProperty.LIMIT);

  /** The small heap that is right: the family's own. */
  public static final Subject REFERENCE =
      subject(
          "blackbox/bitmap",
          "a chunk is a page, and a word says which wait to be granted again",
          BitmapHeap::new);

  /**
   * An allocator of your own, to be checked as if it should hold.
   *
   * @param id such as {@code acme/heap}
   * @param start puts it on a machine
   */
  public static Subject subject(String id, String summary, Function<Machine, Allocator> start) {
    return new Subject(
        id,
        summary,
        Optional.empty(),
        new BlackBoxFamily(),
        Subject.Kind.REFERENCE,
        Set.of(),
        Set.of(),
        start);
  }

  @Override
  public String toString() {
    return "black box";
  }

  @Override
  public List<Property> properties() {
    return EnumSet.complementOf(EnumSet.copyOf(OF_A_CENSUS)).stream()
        .map(Property.class::cast)
        .toList();
  }

  @Override
  public List<Subject> subjects() {
    return List.of(REFERENCE);
  }

  @Override
  public List<Mutant> mutants() {
    return BlackBoxMutants.all();
  }

  /** A {@link Heap} grants memory to callers that may sleep. */
  @Override
  public Set<CommonVerb> commonVerbs() {
    return EnumSet.complementOf(
        EnumSet.of(
            CommonVerb.ALLOC_IN_INTERRUPT,
            CommonVerb.REALLOC,
            CommonVerb.NEW_TYPE,
            CommonVerb.DESTROY_TYPE));
  }

  @Override
  public OptionalLong limit() {
    return OptionalLong.empty();
  }

  @Override
  public boolean hasThreads() {
    return true; // it has no monitors
  }

  @Override
  public List<NamedProgram> programs() {
    return BlackBoxPrograms.all();
  }

  @Override
  public Workload workload() {
    return BlackBoxWorkload.all();
  }

  /**
   * Whether all pages can be had again is asked at the end of an explored execution only; and
   * Lincheck's programs have a cpu take signals when it is done.
   */
  @Override
  public Set<Property> unseenBy(Checker checker) {
    return switch (checker) {
      case TLC, EXPLORER -> Set.of();
      case JQWIK -> Set.of(CommonProperty.EVERY_PAGE);
      case LINCHECK ->
          Set.of(CommonProperty.EVERY_PAGE, CommonProperty.REUSE, CommonProperty.SIGNAL_DELIVERY);
    };
  }
}
