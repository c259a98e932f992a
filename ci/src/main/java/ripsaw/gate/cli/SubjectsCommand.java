package ripsaw.gate.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.text.ExitCode;
import ripsaw.gate.text.Json;
import ripsaw.spec.Property;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Origin;
import ripsaw.subject.Subject;

/** Lists what can be named to the gate. */
@Command(
    name = "subjects",
    description = "List what can be checked, and what it is known to violate.")
final class SubjectsCommand implements Callable<Integer> {
  private final PrintStream out;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  @Option(names = "--all", description = "The museum's too.")
  private boolean all;

  SubjectsCommand(PrintStream out) {
    this.out = out;
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Entry(
      String id,
      String kind,
      String summary,
      List<String> violates,
      List<String> notPromised,
      String commit,
      String date,
      String title) {}

  @Override
  public Integer call() {
    Catalogue catalogue = Catalogue.load();
    Stream<String> ids =
        all ? catalogue.ids().stream() : catalogue.subjects().stream().map(Subject::id);
    List<Subject> subjects =
        Stream.concat(catalogue.usersOwn().stream(), ids)
            .distinct()
            .map(id -> Agenda.subject(catalogue, id))
            .toList();
    if (json) {
      out.print(Json.text(subjects.stream().map(SubjectsCommand::entry).toList()));
    } else {
      subjects.forEach(this::print);
    }
    return ExitCode.PASS;
  }

  private static Entry entry(Subject subject) {
    return new Entry(
        subject.id(),
        subject.kind().name().toLowerCase(Locale.ROOT),
        subject.summary(),
        ids(subject.violates()),
        ids(subject.unpromised()),
        subject.origin().map(Origin::commit).orElse(null),
        subject.origin().map(Origin::date).orElse(null),
        subject.origin().map(Origin::title).orElse(null));
  }

  private void print(Subject subject) {
    out.println(subject.id());
    // Of a class of somebody's own its name is all that it says of itself.
    boolean isNamed = subject.summary().equals(subject.id());
    out.println("    " + (isNamed ? subject.family().toString() : subject.summary()));
    subject
        .origin()
        .ifPresent(
            origin ->
                out.println(
                    "    " + origin.commit() + " of " + origin.date() + ", " + origin.title()));
    print("violates", subject.violates());
    print("does not promise", subject.unpromised());
  }

  private void print(String what, Collection<Property> properties) {
    if (!properties.isEmpty()) {
      out.println("    " + what + " " + String.join(", ", ids(properties)));
    }
  }

  private static List<String> ids(Collection<Property> properties) {
    return properties.stream().map(Property::id).toList();
  }
}
