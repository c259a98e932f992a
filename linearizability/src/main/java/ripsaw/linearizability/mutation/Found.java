package ripsaw.linearizability.mutation;

import java.lang.classfile.CodeBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The mutations found so far in one class, each with its number. */
final class Found {
  private final List<Mutation> mutations = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  List<Mutation> mutations() {
    return mutations;
  }

  /** One element is something else. */
  void add(
      MutableMethod method,
      int element,
      Operator operator,
      String from,
      String to,
      Consumer<CodeBuilder> instead) {
    Edit edit = new Edit(element, element + 1, (code, original) -> instead.accept(code));
    add(method, element, operator, from, to, List.of(edit));
  }

  void add(
      MutableMethod method,
      int element,
      Operator operator,
      String from,
      String to,
      List<Edit> edits) {
    int number = numbers.merge(method.name() + " " + operator, 1, Integer::sum);
    mutations.add(
        new Mutation(
            method.type().getName(),
            method.key(),
            operator,
            number,
            method.line(element),
            from,
            to,
            edits));
  }
}
