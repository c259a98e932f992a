package ripsaw.linearizability.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import ripsaw.linearizability.repro.Recording;
import ripsaw.linearizability.repro.Recording.Kind;
import ripsaw.linearizability.repro.Recording.Row;
import ripsaw.linearizability.repro.Recording.Signal;
import ripsaw.linearizability.repro.Recording.State;
import ripsaw.spec.Violation;
import ripsaw.subject.Diagram.Slab;

/** Writes recordings by hand: set the state, then add the row that led to it. */
final class Script {
  private final List<Row> rows = new ArrayList<>();
  private final List<Slab> slabs = new ArrayList<>();
  private final List<String> pageTable = new ArrayList<>(List.of("-", "-", "-", "-"));
  private final List<Signal> signals = new ArrayList<>();
  private final boolean[] inInterrupt;

  Script(int cpus) {
    inInterrupt = new boolean[cpus];
  }

  /** Puts it in the place of the one with its name. */
  Script slab(Slab slab) {
    slabs.removeIf(other -> other.name().equals(slab.name()));
    slabs.add(slab);
    return this;
  }

  Script page(int page, String mark) {
    pageTable.set(page, mark);
    return this;
  }

  Script sent(int from, int to, String about) {
    signals.add(new Signal(from, to, about));
    return this;
  }

  Script taken() {
    signals.remove(0);
    return this;
  }

  Script call(int cpu, String operation) {
    return row(cpu, Kind.CALL, operation);
  }

  Script returns(int cpu, String text) {
    return row(cpu, Kind.RETURN, text);
  }

  Script event(int cpu, String text) {
    return row(cpu, Kind.EVENT, text);
  }

  Script interrupt(int cpu, String text) {
    inInterrupt[cpu] = true;
    return row(cpu, Kind.INTERRUPT, text);
  }

  Script resume(int cpu) {
    row(cpu, Kind.RESUME, "handler returned");
    inInterrupt[cpu] = false;
    return this;
  }

  Script reads(int cpu, String access, String word, String value) {
    String text = access + " " + word + " = " + value;
    return row(cpu, Kind.ACCESS, text, access, word, value, value);
  }

  Script writes(int cpu, String access, String word, String before, String after) {
    String text = access + " " + word + ": " + before + " -> " + after;
    return row(cpu, Kind.ACCESS, text, access, word, before, after);
  }

  /** A moment at which another cpu may run, but no access to a word. */
  Script pause(int cpu, String text) {
    return row(cpu, Kind.ACCESS, text, text, "", "", "");
  }

  /** The violation came about in the row before this. */
  Script guilty() {
    Row last = rows.remove(rows.size() - 1);
    rows.add(
        new Row(
            last.number(),
            last.cpu(),
            last.inInterrupt(),
            last.kind(),
            last.text(),
            last.access(),
            last.word(),
            last.before(),
            last.after(),
            true,
            last.state()));
    return this;
  }

  Recording clean(String subject, String... program) {
    return new Recording(
        subject, "sc", Arrays.asList(program), inInterrupt.length, rows, Optional.empty());
  }

  Recording violated(Violation violation, String subject, String... program) {
    return new Recording(
        subject, "sc", Arrays.asList(program), inInterrupt.length, rows, Optional.of(violation));
  }

  /** The last rows repeat for ever. */
  Recording endless(int repeated, Violation violation, String subject, String... program) {
    return new Recording(
        subject,
        "sc",
        Arrays.asList(program),
        inInterrupt.length,
        rows,
        Optional.of(violation),
        Optional.of(rows.size() - repeated + 1),
        Optional.empty());
  }

  private Script row(int cpu, Kind kind, String text) {
    return row(cpu, kind, text, "", "", "", "");
  }

  private Script row(
      int cpu, Kind kind, String text, String access, String word, String before, String after) {
    State state =
        new State(List.copyOf(slabs), List.of(), List.copyOf(pageTable), List.copyOf(signals));
    rows.add(
        new Row(
            rows.size() + 1,
            cpu,
            inInterrupt[cpu],
            kind,
            text,
            access,
            word,
            before,
            after,
            false,
            state));
    return this;
  }
}
