package ripsaw.linearizability.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A small program: scripts of signal handlers, numbered from 0, and of cpus. As a text, {@code
 * [O.y=1][P.x] O.x; S.0=1 V.y} has two handlers and two cpus.
 */
public record Litmus(List<Script> handlers, List<Script> cpus) {
  public static Litmus parse(String text) {
    List<Script> handlers = new ArrayList<>();
    String left = text.strip();
    while (left.startsWith("[")) {
      int end = left.indexOf(']');
      handlers.add(Script.parse(left.substring(1, end)));
      left = left.substring(end + 1).strip();
    }
    return new Litmus(handlers, Arrays.stream(left.split(";", -1)).map(Script::parse).toList());
  }

  /** The number of its accesses, signals and marks. */
  public int size() {
    return Stream.concat(handlers.stream(), cpus.stream())
        .mapToInt(script -> script.ops().size())
        .sum();
  }

  /**
   * Every litmus test that is this one without one access, without one pair of braces, or without a
   * cpu that does nothing.
   */
  public List<Litmus> smaller() {
    List<Litmus> smaller = new ArrayList<>();
    for (int cpu = 0; cpu < cpus.size(); cpu++) {
      for (Script script : cpus.get(cpu).smaller()) {
        List<Script> others = new ArrayList<>(cpus);
        others.set(cpu, script);
        smaller.add(new Litmus(handlers, others));
      }
      if (cpus.size() > 1 && cpus.get(cpu).ops().isEmpty() && !isSentTo(cpu)) {
        smaller.add(without(cpu));
      }
    }
    for (int handler = 0; handler < handlers.size(); handler++) {
      for (Script script : handlers.get(handler).smaller()) {
        List<Script> others = new ArrayList<>(handlers);
        others.set(handler, script);
        smaller.add(new Litmus(others, cpus));
      }
    }
    return smaller;
  }

  private boolean isSentTo(int cpu) {
    return cpus.stream()
        .flatMap(script -> script.ops().stream())
        .anyMatch(op -> op.isSignal() && op.receiver() == cpu);
  }

  /** The cpus above it get the next lower number. */
  private Litmus without(int cpu) {
    List<Script> left = new ArrayList<>();
    for (Script script : cpus) {
      left.add(
          new Script(
              script.ops().stream()
                  .map(op -> op.isSignal() && op.receiver() > cpu ? op.toLowerCpu() : op)
                  .toList()));
    }
    left.remove(cpu);
    return new Litmus(handlers, left);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    handlers.forEach(handler -> text.append('[').append(handler).append(']'));
    text.append(handlers.isEmpty() ? "" : " ");
    return text + String.join("; ", cpus.stream().map(Script::toString).toList());
  }
}
