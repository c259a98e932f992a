package ripsaw.gate.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.check.Budget;
import ripsaw.gate.explore.Search;
import ripsaw.gate.text.InputError;
import ripsaw.gate.text.Suggestion;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.guard.InOrder;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Property;
import ripsaw.subject.Subject;

/** How programs are to be explored. */
final class SearchOptions {
  static final String BUDGET = "60s";

  private static final long SYSTEMATIC = 200_000;
  private static final long RANDOM = 10_000;

  @Option(
      names = "--memory",
      paramLabel = "MODEL",
      converter = MemoryConverter.class,
      description = "sc, tso or ra; as the file says, or sc.")
  private MemoryModel memory;

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      converter = MethodConverter.class,
      description =
          "exhaustive (every schedule, up to the order of steps that commute; the default),"
              + " deepening (those with few preemptions first), random, pct or pos.")
  private Method method = Method.EXHAUSTIVE;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = RunOptions.SeedConverter.class,
      description = "Of a random strategy; 1 if not given. The same seed prints the same.")
  private Long seed = 1L;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = RunOptions.BudgetConverter.class,
      defaultValue = BUDGET,
      description = "Wall-clock time, as in 30s, 5m, 1h; " + BUDGET + " if not given.")
  private Duration budget;

  @Option(
      names = "--executions",
      paramLabel = "N",
      converter = ExecutionsConverter.class,
      description = "Of each program at most; " + SYSTEMATIC + ", or " + RANDOM + " if random.")
  private Long executions;

  @Option(
      names = "--property",
      paramLabel = "ID",
      converter = PropertyConverter.class,
      description =
          "Look for a violation of this one, and of others given likewise, instead of what the"
              + " repro expects, or all that the subject promises.")
  private Set<Property> properties = Set.of();

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = RunOptions.CountConverter.class,
      description =
          "Programs explored at once; as many as there are processors, if not given."
              + " Any number prints the same.")
  private Integer threads = InOrder.processors();

  /**
   * What is looked for in a subject.
   *
   * @param expected what a repro goes wrong with, if it is one that is explored
   * @param where the repro stands
   * @throws InputError if that can not be looked for in executions of the subject, or is nothing
   */
  Set<Property> sought(Subject subject, Optional<Property> expected, String where) {
    if (!properties.isEmpty()) {
      properties.forEach(one -> Agenda.requireSeen(subject, one, "--property"));
      return properties;
    }
    expected.ifPresent(one -> Agenda.requireSeen(subject, one, where + ": expects"));
    Set<Property> sought = expected.map(Set::of).orElseGet(subject::promised);
    if (sought.isEmpty()) {
      throw new InputError(subject + " promises nothing: say what to look for with --property ID");
    }
    return sought;
  }

  /** From now on. */
  Budget budget() {
    return Budget.of(budget);
  }

  /**
   * @param usual memory model if none is given
   * @param left of the budget
   */
  Search search(MemoryModel usual, Budget left) {
    return new Search(
        Optional.ofNullable(memory).orElse(usual),
        method,
        seed,
        executions != null ? executions : method.isRandom() ? RANDOM : SYSTEMATIC,
        System.nanoTime() + left.left().toNanos(),
        threads);
  }

  private static final class MemoryConverter implements ITypeConverter<MemoryModel> {
    @Override
    public MemoryModel convert(String value) {
      return MemoryModel.byId(value)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'" + value + "' is no memory model: give sc, tso or ra"));
    }
  }

  private static final class MethodConverter implements ITypeConverter<Method> {
    @Override
    public Method convert(String value) {
      return Method.byId(value)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'"
                          + value
                          + "' is no strategy: give exhaustive, deepening, random, pct or pos"));
    }
  }

  private static final class PropertyConverter implements ITypeConverter<Property> {
    private static final List<String> CHECKED =
        Property.all().stream().filter(PropertyConverter::isSeen).map(Property::id).toList();

    /** The explorer makes executions that end, and so sees no behaviour without end. */
    private static boolean isSeen(Property property) {
      return property.isChecked() && property.watch() != Property.Watch.BEHAVIOR;
    }

    @Override
    public Property convert(String value) {
      return Property.byId(value)
          .filter(PropertyConverter::isSeen)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'%s' is no property that the explorer checks: did you mean '%s'?"
                          .formatted(value, Suggestion.of(value, CHECKED))));
    }
  }

  private static final class ExecutionsConverter implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
      if (value.matches("[0-9]{1,12}") && Long.parseLong(value) > 0) {
        return Long.valueOf(value);
      }
      throw new TypeConversionException(
          "'" + value + "' is not a number above zero: give one, as 1000");
    }
  }
}
