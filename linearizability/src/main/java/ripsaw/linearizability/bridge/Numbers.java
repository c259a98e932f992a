package ripsaw.linearizability.bridge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ripsaw.spec.tla.TlaValue;

/** Cpus and addresses as the modules have them, and their numbers in the Java. */
public final class Numbers {
  /** No cpu, no slab. */
  public static final int NONE = -1;

  private Numbers() {}

  /** The number of a cpu or an address: {@code 1}, or a model value {@code cpu1}. */
  public static int of(TlaValue value) {
    if (value instanceof TlaValue.Int number) {
      return number.value();
    }
    String digits = value.toString().replaceFirst("^[A-Za-z]+", "");
    return digits.isEmpty() ? NONE : Integer.parseInt(digits);
  }

  /** The arguments of a function of cpus or addresses, in the order of their numbers. */
  public static List<TlaValue> inOrder(TlaValue function) {
    List<TlaValue> keys = new ArrayList<>(((TlaValue.Function) function).values().keySet());
    keys.sort(Comparator.comparingInt(Numbers::of));
    return keys;
  }

  /** A set of them, as a configuration has it: {@code {0, 1}}. */
  public static String set(Collection<Integer> numbers) {
    return numbers.stream()
        .sorted()
        .map(String::valueOf)
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** The same, of those from the first to the one before the end. */
  public static String set(int first, int end) {
    return set(IntStream.range(first, end).boxed().toList());
  }

  /** Of all that are in a sequence or a set. */
  public static List<Integer> all(TlaValue items) {
    return items.list().stream().map(Numbers::of).toList();
  }
}
