package ripsaw.gate;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ripsaw.spec.Property;

/** Lists what subjects are judged by. */
@Command(
    name = "properties",
    description = "List what subjects are judged by, and what no checker sees.")
final class PropertiesCommand implements Callable<Integer> {
  private final PrintStream out;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  PropertiesCommand(PrintStream out) {
    this.out = out;
  }

  private record Entry(
      String id, String source, boolean checked, String watchedOn, String sentence) {}

  @Override
  public Integer call() {
    List<Property> properties = Arrays.asList(Property.values());
    if (json) {
      out.print(Json.text(properties.stream().map(PropertiesCommand::entry).toList()));
    } else {
      Table table = new Table();
      properties.forEach(
          property ->
              table.row(
                  property.id(), property.source(), watchedOn(property), property.sentence()));
      table.lines().forEach(out::println);
    }
    return ExitCode.PASS;
  }

  private static Entry entry(Property property) {
    return new Entry(
        property.id(),
        property.source(),
        property.isChecked(),
        watchedOn(property),
        property.sentence());
  }

  private static String watchedOn(Property property) {
    return property.isChecked()
        ? property.watch().name().toLowerCase(Locale.ROOT)
        : "not checked by this build";
  }
}
