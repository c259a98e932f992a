package ripsaw.spec.tla;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one step did to one place of a state.
 *
 * @param variable that the place is in
 * @param path from there on: arguments of functions and fields of records, outermost first
 * @param before the value that was there; empty if there was none
 * @param after the value that is there now; empty if there is none
 */
public record Change(
    String variable, List<TlaValue> path, Optional<TlaValue> before, Optional<TlaValue> after) {
  /** What differs between two states, variable by variable, as far in as functions go. */
  public static List<Change> between(Behavior.State before, Behavior.State after) {
    List<Change> changes = new ArrayList<>();
    after
        .variables()
        .forEach(
            (name, value) ->
                add(
                    changes,
                    name,
                    List.of(),
                    Optional.ofNullable(before.variables().get(name)),
                    Optional.of(value)));
    return changes;
  }

  private static void add(
      List<Change> changes,
      String variable,
      List<TlaValue> path,
      Optional<TlaValue> before,
      Optional<TlaValue> after) {
    if (before.equals(after)) {
      return;
    }
    if (before.isPresent()
        && after.isPresent()
        && before.get() instanceof TlaValue.Function then
        && after.get() instanceof TlaValue.Function now
        && then.values().keySet().equals(now.values().keySet())) {
      for (Map.Entry<TlaValue, TlaValue> entry : now.values().entrySet()) {
        List<TlaValue> further = new ArrayList<>(path);
        further.add(entry.getKey());
        TlaValue old = then.values().get(entry.getKey());
        add(changes, variable, further, Optional.of(old), Optional.of(entry.getValue()));
      }
    } else {
      changes.add(new Change(variable, List.copyOf(path), before, after));
    }
  }

  /** As in {@code slab[slab0].flag: FALSE -> TRUE}. */
  @Override
  public String toString() {
    StringBuilder place = new StringBuilder(variable);
    for (TlaValue part : path) {
      place.append(part instanceof TlaValue.Text field ? "." + field.value() : "[" + part + "]");
    }
    return "%s: %s -> %s".formatted(place, text(before), text(after));
  }

  private static String text(Optional<TlaValue> value) {
    return value.map(TlaValue::toString).orElse("-");
  }
}
