package ripsaw.gate.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import ripsaw.gate.check.Budget;

/** What the commands that run checkers have in common. */
final class RunOptions {
  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = BudgetConverter.class,
      description =
          "Wall-clock time for all checking, as in 90s, 5m, 1h; what it cuts short is inconclusive."
              + " No end if not given: executions are what is limited.")
  private Duration budget;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = SeedConverter.class,
      description = "Of everything random; 1 if not given. The same seed gives the same report.")
  private Long seed = 1L;

  @Option(names = "--json", description = "Print the report as JSON instead of tables.")
  private boolean json;

  @Mixin private Quiet quiet;

  Quiet quiet() {
    return quiet;
  }

  /** From now on. */
  Budget budget() {
    return budget == null ? Budget.none() : Budget.of(budget);
  }

  long seed() {
    return seed;
  }

  boolean json() {
    return json;
  }

  /** Of commands that tell how far they have come. */
  static final class Quiet {
    @Option(
        names = {"-q", "--quiet"},
        description = "Say nothing of how far it has come, nor how long it took.")
    private boolean quiet;

    boolean isAsked() {
      return quiet;
    }

    /** Where that goes. */
    PrintStream progress(PrintStream err) {
      return quiet ? new PrintStream(OutputStream.nullOutputStream()) : err;
    }
  }

  /** Seconds, minutes or hours, above zero. */
  static final class BudgetConverter implements ITypeConverter<Duration> {
    /** Six digits of hours still fit into nanoseconds. */
    private static final Pattern BUDGET = Pattern.compile("([0-9]{1,6})([smh])");

    @Override
    public Duration convert(String value) {
      Matcher matcher = BUDGET.matcher(value);
      if (matcher.matches() && Long.parseLong(matcher.group(1)) > 0) {
        return Duration.parse("PT" + matcher.group(1) + matcher.group(2));
      }
      throw new TypeConversionException(
          "'" + value + "' is not a time above zero: give it as in 90s, 5m or 1h");
    }
  }

  /** Any {@code long}. */
  static final class SeedConverter implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
      try {
        return Long.valueOf(value);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + value + "' is not a whole number: give one, as 1");
      }
    }
  }

  /** How many of something, at least one. */
  static final class CountConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      if (value.matches("[1-9][0-9]{0,2}")) {
        return Integer.valueOf(value);
      }
      throw new TypeConversionException(
          "'" + value + "' is not a number from 1 to 999: give one, as 2");
    }
  }
}
