package ripsaw.gate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import ripsaw.gate.text.Table;
import ripsaw.spec.tla.Behavior;
import ripsaw.spec.tla.Change;
import ripsaw.spec.tla.TlaValue;

/** A counterexample of a TLA+ model for people: a line for each step, with who did what. */
public final class Steps {
  /** The variable that says where each actor stands, in a module that has one. */
  private static final String STANDING = "step";

  private static final TlaValue AT = new TlaValue.Text("at");

  private final Behavior behavior;

  public Steps(Behavior behavior) {
    this.behavior = behavior;
  }

  public List<String> lines() {
    Table table = new Table().row("  STATE", "ACTION", "ACTOR", "GOES TO", "CHANGES");
    List<Behavior.State> states = behavior.states();
    table.row("  1", "(begin)");
    for (int i = 1; i < states.size(); i++) {
      List<Change> changes = Change.between(states.get(i - 1), states.get(i));
      table.row(
          "  " + (i + 1),
          states.get(i).action(),
          actor(changes),
          goesTo(changes),
          changes.stream()
              .filter(change -> !isOfActor(change))
              .map(Change::toString)
              .collect(Collectors.joining(", ")));
    }
    List<String> lines = new ArrayList<>(table.lines());
    if (behavior.backTo() == states.size() - 1) {
      lines.add("  and nothing happens ever after");
    } else if (behavior.backTo() != Behavior.ENDS) {
      lines.add("  and so on for ever from state " + (behavior.backTo() + 1));
    }
    return lines;
  }

  private static boolean isOfActor(Change change) {
    return change.variable().equals(STANDING) && !change.path().isEmpty();
  }

  /** Where the actor stands now; what else it remembers follows from its steps. */
  private static String goesTo(List<Change> changes) {
    return changes.stream()
        .filter(Steps::isOfActor)
        .filter(change -> change.path().get(change.path().size() - 1).equals(AT))
        .flatMap(change -> change.after().stream())
        .map(Steps::word)
        .collect(Collectors.joining(", "));
  }

  /** Who moved, as far as the module lets it be seen. */
  private static String actor(List<Change> changes) {
    return changes.stream()
        .filter(Steps::isOfActor)
        .map(change -> change.path().get(0))
        .distinct()
        .map(Steps::words)
        .collect(Collectors.joining(", "));
  }

  private static String words(TlaValue actor) {
    return actor instanceof TlaValue.Seq parts
        ? parts.items().stream().map(Steps::word).collect(Collectors.joining(" "))
        : word(actor);
  }

  private static String word(TlaValue part) {
    if (part instanceof TlaValue.Int cpu) {
      return "cpu" + cpu.value();
    }
    return part instanceof TlaValue.Text text ? text.value() : part.toString();
  }
}
