package ripsaw.netbsd.vmem.census;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.netbsd.vmem.census.VmemCensus.Kind;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/**
 * Compares each search, and each span that is given back, with what a sequential arena would do: it
 * looks at the tags at that very moment, under the arena's lock.
 */
public final class Searches implements Monitor {
  private final Scene scene;

  /** Of each thread that has imported: how many more spans it may import. */
  private final Map<Integer, Integer> mayImport = new HashMap<>();

  public Searches(Scene scene) {
    this.scene = scene;
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    if (!(event instanceof VmemEvent what) || !scene.isSequential()) {
      return Optional.empty(); // what is in memory need not be what the cpu sees
    }
    return switch (what) {
      case IMPORTED -> imported(cpu);
      case TAKEN -> {
        done(cpu);
        othersTook(cpu);
        yield taken(cpu, address, Request.of(detail));
      }
      case SEARCHED -> searched(cpu, Request.of(detail));
      case REFUSED -> {
        done(cpu);
        yield refused(cpu, Request.of(detail));
      }
      case NO_TAG ->
          violation(
              true, VmemProperty.TAG_RESERVE, "%s takes a tag where there is none".formatted(cpu));
      case FREE_WANTS_TAG ->
          violation(
              true, VmemProperty.FREE_NEEDS_NOTHING, "%s frees a range by a tag".formatted(cpu));
      case FREED -> freed(cpu, address);
      case RELEASED -> released(cpu, address, detail);
      case TAG_RETURNED ->
          violation(
              detail == 1,
              VmemProperty.TAGS_UNLOCKED,
              "%s returns a tag to the pool with the arena's lock".formatted(cpu));
    };
  }

  /** Who imports one span too many is told so; it may have one more for each that others take. */
  private Optional<Violation> imported(Cpu cpu) {
    int left = mayImport.merge(cpu.context(), 0, (before, none) -> before - 1);
    return violation(
        left < 0,
        VmemProperty.IMPORT_RETRIES,
        "%s imports once more, and nobody took what it had imported".formatted(cpu));
  }

  private void done(Cpu cpu) {
    mayImport.remove(cpu.context());
  }

  private void othersTook(Cpu cpu) {
    mayImport.replaceAll((context, left) -> context == cpu.context() ? left : left + 1);
  }

  private VmemCensus census() {
    return (VmemCensus) scene.takeCensus();
  }

  private static Optional<Violation> violation(boolean is, VmemProperty property, String detail) {
    return is ? Optional.of(new Violation(property, detail)) : Optional.empty();
  }

  private Optional<Violation> taken(Cpu cpu, long start, Request want) {
    boolean isWhereItShould =
        start >= want.min() && start + want.size() - 1 <= want.max() && start % want.align() == 0;
    if (!isWhereItShould) {
      return violation(
          true, VmemProperty.BOUNDS, "%s wants %s, and takes %#x".formatted(cpu, want, start));
    }
    boolean isLargeEnough =
        census().of(Kind.BUSY).stream()
            .anyMatch(tag -> tag.start() == start && tag.bytes() >= want.size());
    return violation(
        !isLargeEnough,
        VmemProperty.FIT,
        "%s wants %s, and what it takes at %#x is smaller".formatted(cpu, want, start));
  }

  private Optional<Violation> searched(Cpu cpu, Request want) {
    return census()
        .fitting(want)
        .map(
            tag ->
                new Violation(
                    want.isConstrained() ? VmemProperty.BOUNDS : VmemProperty.FIT,
                    "%s wants %s, and does not find the %s".formatted(cpu, want, tag)));
  }

  private static Optional<Violation> refused(Cpu cpu, Request want) {
    return violation(
        want.sleeps(),
        VmemProperty.SLEEPERS_SERVED,
        "%s may sleep for %s, and is refused".formatted(cpu, want));
  }

  private Optional<Violation> freed(Cpu cpu, long tag) {
    VmemCensus census = census();
    return census.of(Kind.FREE).stream()
        .filter(free -> free.address() == tag)
        .filter(
            free ->
                census.of(Kind.SPAN).stream()
                    .anyMatch(span -> span.start() == free.start() && span.bytes() == free.bytes()))
        .findFirst()
        .map(
            free ->
                new Violation(
                    VmemProperty.SPAN_RELEASE,
                    "%s keeps a span all of which is free: the %s".formatted(cpu, free)));
  }

  private Optional<Violation> released(Cpu cpu, long base, long bytes) {
    boolean isFree =
        census().of(Kind.BUSY).stream()
            .noneMatch(tag -> tag.start() >= base && tag.start() < base + bytes);
    boolean isSpan =
        census().of(Kind.SPAN).stream()
            .anyMatch(tag -> tag.start() == base && tag.bytes() == bytes);
    return violation(
        !isFree || !isSpan,
        VmemProperty.SPAN_RELEASE,
        "%s releases %s bytes at %#x, which %s"
            .formatted(cpu, bytes, base, isSpan ? "are in use" : "are no span"));
  }
}
