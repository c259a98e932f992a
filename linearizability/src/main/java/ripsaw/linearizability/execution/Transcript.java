package ripsaw.linearizability.execution;

import java.util.ArrayList;
import java.util.List;
import ripsaw.machine.Event;
import ripsaw.machine.order.Access;

/** An execution as lines that a person reads: {@code cpu1 cas slab0.remote: 0 -> slab0.c1}. */
public final class Transcript implements Trace {
  private final List<String> lines = new ArrayList<>();
  private final List<String> events = new ArrayList<>();

  @Override
  public void access(int cpu, Access access, String word, String before, String after) {
    String value = access.isRead() ? " = " + before : ": " + before + " -> " + after;
    lines.add("cpu%s   %s %s%s".formatted(cpu, access, word, value));
  }

  @Override
  public void event(int cpu, Event event, String about, long detail) {
    add("cpu%s * %s".formatted(cpu, event.sentence(about, detail)));
  }

  @Override
  public void note(String text) {
    add(text);
  }

  private void add(String line) {
    lines.add(line);
    events.add(line);
  }

  /** Everything, accesses included. */
  public List<String> lines() {
    return lines;
  }

  /** The program and the events that it led to, without the accesses. */
  public List<String> events() {
    return events;
  }
}
