package rivals;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What the page of linearizability shows of the outcomes of all rounds. */
public final class Table {
  /** What stands above it there. */
  public static final String BEGIN = "<!-- bench: Rivals -->\n";

  /** What stands below. */
  public static final String END = "<!-- end -->\n";

  /** Its first two lines. */
  public static final String HEAD =
      """
      | | executions a CPU second | executions to find | CPU ms to find |
      |---|--:|--:|--:|
      """;

  static final String EXPLORER = "explorer, ";
  static final String FRAY = "Fray " + FrayHome.VERSION + ", ";
  static final String LINCHECK = "Lincheck, model checking";

  /** The contenders, in the order of its rows. */
  public static final List<String> ROWS =
      List.of(
          EXPLORER + "exhaustive",
          EXPLORER + "pos",
          EXPLORER + "pct",
          EXPLORER + "random",
          FRAY + "pos",
          FRAY + "pct",
          FRAY + "random",
          LINCHECK);

  private Table() {}

  /**
   * @param rounds the outcomes of each
   * @throws IllegalStateException if a contender is missing, or one is there that has no row
   */
  public static String of(List<List<Outcome>> rounds) {
    for (List<Outcome> round : rounds) {
      List<String> there = round.stream().map(Outcome::contender).distinct().sorted().toList();
      if (!there.equals(ROWS.stream().sorted().toList())) {
        throw new IllegalStateException("a round has " + there + ", the table " + ROWS);
      }
    }
    List<Outcome> all = rounds.stream().flatMap(List::stream).toList();
    StringBuilder table = new StringBuilder(HEAD);
    for (String name : ROWS) {
      table.append(row(name, all.stream().filter(one -> one.contender().equals(name)).toList()));
    }
    return table.toString();
  }

  private static String row(String name, List<Outcome> outcomes) {
    double[] rates = sorted(outcomes, Outcome.HELD, one -> one.executions() / (one.nanos() / 1e9));
    double[] searches = sorted(outcomes, Outcome.FOUND, Outcome::executions);
    double[] millis = sorted(outcomes, Outcome.FOUND, one -> one.nanos() / 1e6);
    String middle = median(searches) % 1 == 0 ? "%,.0f" : "%,.1f";
    return String.format(
        Locale.ROOT,
        "| %s | %,.0f (%,.0f to %,.0f) | " + middle + ", at most %,.0f | %,.1f |\n",
        name,
        median(rates),
        rates[0],
        rates[rates.length - 1],
        median(searches),
        searches[searches.length - 1],
        median(millis));
  }

  private static double[] sorted(
      List<Outcome> outcomes, String task, ToDoubleFunction<Outcome> figure) {
    return outcomes.stream()
        .filter(one -> one.task().equals(task))
        .mapToDouble(figure)
        .sorted()
        .toArray();
  }

  private static double median(double[] sorted) {
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
