package ripsaw.gate.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ripsaw.gate.text.ExitCode;
import ripsaw.gate.text.Json;
import ripsaw.gate.text.Table;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Mutant;

/** Lists what subjects are judged by. */
@Command(
    name = "properties",
    description = "List what subjects are judged by, who sees it, and what no checker sees.")
final class PropertiesCommand implements Callable<Integer> {
  private final PrintStream out;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  PropertiesCommand(PrintStream out) {
    this.out = out;
  }

  private record Entry(
      String id,
      String source,
      boolean checked,
      String watchedOn,
      List<String> seenBy,
      String sentence) {}

  @Override
  public Integer call() {
    List<Property> properties = Property.all();
    List<Mutant> faults = Catalogue.load().mutants();
    if (json) {
      out.print(Json.text(properties.stream().map(one -> entry(one, faults)).toList()));
    } else {
      Table table = new Table();
      properties.forEach(
          property ->
              table.row(
                  property.id(),
                  property.source(),
                  watchedOn(property),
                  String.join(" ", seenBy(property, faults)),
                  property.sentence()));
      table.lines().forEach(out::println);
    }
    return ExitCode.PASS;
  }

  private static Entry entry(Property property, List<Mutant> faults) {
    return new Entry(
        property.id(),
        property.source(),
        property.isChecked(),
        watchedOn(property),
        seenBy(property, faults),
        property.sentence());
  }

  /** Those that the museum shows to see it. */
  private static List<String> seenBy(Property property, List<Mutant> faults) {
    return faults.stream()
        .filter(fault -> fault.property() == property)
        .map(Mutant::killers)
        .flatMap(Set::stream)
        .distinct()
        .sorted()
        .map(Checker::id)
        .toList();
  }

  private static String watchedOn(Property property) {
    return property.isChecked()
        ? property.watch().name().toLowerCase(Locale.ROOT)
        : "not checked by this build";
  }
}
