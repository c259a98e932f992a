package ripsaw.linearizability.repro;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import ripsaw.linearizability.execution.Session;
import ripsaw.linearizability.execution.Trace;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.repro.Recording.Kind;
import ripsaw.linearizability.repro.Recording.Row;
import ripsaw.linearizability.repro.Recording.State;
import ripsaw.machine.Event;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.order.Access;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Allocator;
import ripsaw.subject.Subject;

/** Writes an execution down, with the state after each row. */
public final class Recorder implements Trace {
  /** As the common judges name what is granted. */
  private static final Pattern PLACE = Pattern.compile("(?:[0-9]+ bytes at )?0x([0-9a-f]{1,15})");

  private static final Pattern SLAB = Pattern.compile("slab 0x([0-9a-f]{1,15})");

  private final Subject subject;
  private final Repro repro;
  private final List<Row> rows = new ArrayList<>();
  private final List<String> lanes;
  private Session session;
  private Allocator names;
  private final Map<List<Integer>, Deque<String>> signals = new HashMap<>();
  private int brokenSince = -1;
  private int loop = Integer.MAX_VALUE;
  private int rest = Integer.MAX_VALUE;

  public Recorder(Subject subject, Repro repro) {
    this.subject = subject;
    this.repro = repro;
    this.lanes = repro.program().hasTasks() ? repro.program().lineNames() : List.of();
  }

  /** The execution begins: what was done beforehand is not recorded. */
  public void watch(Session execution) {
    session = execution;
    names = execution.allocator();
    rows.clear();
  }

  /** The execution is over: what comes is not recorded. */
  void stop() {
    session = null;
  }

  /** What comes is the round that the execution repeats for ever. */
  void repeatsFromHere() {
    loop = rows.size() + 1;
  }

  /** The program is over. */
  void nobodyCallsFromHere() {
    rest = rows.size() + 1;
  }

  /** Back to the end of the program. */
  void forgetWhatCameAfterwards() {
    rows.subList(rest - 1, rows.size()).clear();
    rest = Integer.MAX_VALUE;
  }

  private void add(int cpu, Kind kind, String text) {
    add(cpu, kind, text, "", "", "", "");
  }

  private void add(
      int cpu, Kind kind, String text, String access, String word, String before, String after) {
    if (session != null) {
      boolean inInterrupt = session.machine().cpu(cpu).isInInterrupt();
      add(cpu, session.lineOn(cpu), inInterrupt, kind, text, access, word, before, after);
    }
  }

  private void add(
      int cpu,
      String line,
      boolean inInterrupt,
      Kind kind,
      String text,
      String access,
      String word,
      String before,
      String after) {
    State state = Snapshot.of(session, signals);
    rows.add(
        new Row(
            rows.size() + 1,
            cpu,
            inInterrupt,
            kind,
            text,
            access,
            word,
            before,
            after,
            false,
            state,
            lanes.isEmpty() ? null : lanes.indexOf(line)));
    noticeBreach();
  }

  /** A census that is wrong from some row on to the end was made wrong there. */
  private void noticeBreach() {
    Property property = repro.expected().orElse(null);
    if (property == null || property.watch() != Property.Watch.CENSUS) {
      return;
    }
    session
        .breaks(property)
        .ifPresent(
            broken -> {
              if (!broken) {
                brokenSince = -1;
              } else if (brokenSince < 0) {
                brokenSince = rows.size() - 1;
              }
            });
  }

  @Override
  public void access(int cpu, Access access, String word, String before, String after) {
    String value = access.isRead() ? " = " + before : ": " + before + " -> " + after;
    add(cpu, Kind.ACCESS, access + " " + word + value, access.toString(), word, before, after);
  }

  @Override
  public void fenced(int cpu, Access fence) {
    add(cpu, Kind.ACCESS, fence.toString(), fence.toString(), "", "", "");
  }

  @Override
  public void event(int cpu, Event event, String about, long detail) {
    int other = (int) detail;
    switch (event) {
      case MachineEvent.SIGNAL_TAKEN -> {
        // What it is about was named when it was sent: it may be gone, or something else by now.
        String name = signals.getOrDefault(List.of(other, cpu), new ArrayDeque<>()).poll();
        String what = name == null ? about : name;
        add(cpu, Kind.INTERRUPT, "takes a signal from cpu%s about %s".formatted(detail, what));
      }
      case MachineEvent.SIGNAL_SENT -> {
        signals.computeIfAbsent(List.of(cpu, other), any -> new ArrayDeque<>()).add(about);
        add(cpu, Kind.EVENT, "sends a signal to cpu%s about %s".formatted(detail, about));
      }
      default -> add(cpu, Kind.EVENT, event.sentence(about, detail));
    }
  }

  @Override
  public void note(String text) {
    // Violations are told at the end.
  }

  @Override
  public void called(int cpu, Operation operation) {
    add(cpu, Kind.CALL, operation.inWords(subject.family()));
  }

  @Override
  public void returned(int cpu, Operation operation, boolean done) {
    String word = operation.isAllocation() ? "refused" : "did nothing";
    String text = operation.inWords(subject.family());
    add(cpu, Kind.RETURN, text + (done ? " returned" : " " + word));
  }

  @Override
  public void migrated(int cpu, int to) {
    add(cpu, Kind.EVENT, "goes on on cpu" + to);
  }

  @Override
  public void interrupted(int cpu) {
    add(cpu, Kind.INTERRUPT, "a device interrupts");
  }

  @Override
  public void handled(int cpu) {
    add(cpu, Kind.RESUME, "handler returned");
  }

  /**
   * The access that ended the execution: it was not made.
   *
   * @param line of the program, by its name
   */
  void ended(int cpu, String line, boolean inHandler, String label) {
    int space = label.indexOf(' ');
    String word = space < 0 ? "" : label.substring(space + 1);
    String access = space < 0 ? label : label.substring(0, space);
    add(cpu, line, inHandler, Kind.ACCESS, label, access, word, "", "");
  }

  public Recording recording(Optional<Violation> found) {
    Optional<Violation> violation = found.map(this::inWords);
    List<Row> marked = new ArrayList<>(rows);
    if (violation.isPresent() && !rows.isEmpty()) {
      int guilty = guiltyRow(violation.get().property());
      Row row = rows.get(guilty);
      marked.set(
          guilty,
          new Row(
              row.number(),
              row.cpu(),
              row.inInterrupt(),
              row.kind(),
              row.text(),
              row.access(),
              row.word(),
              row.before(),
              row.after(),
              true,
              row.state(),
              row.lane()));
    }
    return new Recording(
        subject.id(),
        repro.memory().id(),
        repro.program().lines(subject.family()),
        repro.program().shape().cpus(),
        marked,
        violation,
        Optional.of(loop).filter(first -> first <= rows.size()),
        Optional.of(rest).filter(first -> first <= rows.size()),
        lanes);
  }

  /** By name, as in the rows: a slab, and any place where all that is granted is alike. */
  private Violation inWords(Violation violation) {
    Pattern place = subject.family().hasSizes() ? SLAB : PLACE;
    String detail = place.matcher(violation.detail()).replaceAll(this::named);
    return new Violation(violation.property(), detail);
  }

  private String named(MatchResult place) {
    String name = names.name(Long.parseLong(place.group(1), 16));
    if (!subject.family().hasSizes()) {
      return name;
    }
    return name.matches("slab[0-9]+([.].*)?") ? name.replaceFirst("[.].*", "") : place.group();
  }

  /**
   * Where it came about: an access or an event rather than the return that followed. What is never
   * paid is owed since the end of the program at the latest.
   */
  private int guiltyRow(Property property) {
    int end = property.watch() == Property.Watch.AT_REST ? Math.min(rest - 1, rows.size()) : 0;
    int last = end > 0 ? end - 1 : rows.size() - 1;
    int row = brokenSince >= 0 ? brokenSince : last;
    int column = rows.get(row).column();
    for (int before = row; before >= 0; before--) {
      Kind kind = rows.get(before).kind();
      boolean acts = kind == Kind.ACCESS || kind == Kind.EVENT;
      if (acts && rows.get(before).column() == column) {
        return before;
      }
    }
    return row;
  }
}
