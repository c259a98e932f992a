package ripsaw.linearizability.repro;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ripsaw.linearizability.execution.ProgramRun;
import ripsaw.linearizability.execution.Schedule;
import ripsaw.linearizability.execution.Schedule.Turn;
import ripsaw.linearizability.execution.step.Actors;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.ProgramText;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.subject.Family;

/**
 * What a file holds: a subject and a program, as a person writes them, and in a repro the schedule
 * that fixes one execution, and what is expected of it.
 *
 * <pre>
 *   ripsaw repro 1
 *   subject: dragonfly/df9daea
 *   memory:  sc
 *   machine: {cpus: 2, chunks-per-slab: 2, pages: 4, cached-slabs: 0}
 *   before:  cpu0: a = alloc 64
 *   cpu0:    b = alloc 64
 *   cpu1:    free a
 *   expect:  VIOLATED no-stranding
 *   schedule:
 *     cpu1 5           get-acquire slab0.signal
 *     …
 * </pre>
 *
 * The first line is the format and its version. Empty lines, and lines that begin with {@code #},
 * say nothing. Without first line, {@code expect:} and {@code schedule:} it is a program to
 * explore. An execution that goes round for ever violates {@code termination}; its schedule ends
 * with the round, made once, and a line that says how many turns that are:
 *
 * <pre>
 *     cpu0 1           cas shared.word0
 *   repeats: 1 turn
 * </pre>
 *
 * @param subject its id
 * @param expected the property that is violated; empty if the execution is to hold
 * @param schedule empty for a program to explore
 */
public record Repro(
    String subject,
    Program program,
    MemoryModel memory,
    Optional<Property> expected,
    Optional<Schedule> schedule) {
  private static final String FORMAT = "ripsaw repro ";
  private static final String VERSION = "1";
  private static final String VIOLATED = "VIOLATED ";
  private static final String HOLDS = "HOLDS";
  private static final Pattern REPEATS = Pattern.compile("([1-9][0-9]{0,5}) turns?");

  /**
   * Reads a file's text.
   *
   * @throws Malformed with the line's number, what is wrong there, and the mend
   */
  public static Repro parse(String text) throws Malformed {
    Parser parser = new Parser();
    int number = 0;
    for (String line : text.split("\\R", -1)) {
      number++;
      try {
        parser.line(line, number == 1);
      } catch (Malformed e) {
        throw new Malformed("line " + number + ": " + e.getMessage());
      }
    }
    return parser.repro();
  }

  private static final class Parser {
    private final ProgramText program = new ProgramText();
    private final List<String> turns = new ArrayList<>();
    private int firstTurn;
    private int lineNumber;
    private boolean isRepro;
    private boolean inSchedule;
    private int repeated;
    private int repeatsLine;
    private String subject;
    private Optional<MemoryModel> memory = Optional.empty();
    private boolean expects;
    private Optional<Property> expected = Optional.empty();

    void line(String line, boolean isFirst) throws Malformed {
      lineNumber++;
      if (line.isBlank() || line.startsWith("#")) {
        return;
      }
      if (line.startsWith(FORMAT)) {
        format(line.substring(FORMAT.length()).trim(), isFirst);
      } else if (inSchedule && line.startsWith(" ")) {
        turns.add(lineNumber + ":" + line);
      } else {
        int colon = line.indexOf(':');
        if (colon < 0) {
          throw new Malformed(
              "'%s': expected a key and a colon, as 'subject: dragonfly/reference'"
                  .formatted(line.trim()));
        }
        inSchedule = false;
        value(line.substring(0, colon).trim(), line.substring(colon + 1).trim());
      }
    }

    private void format(String version, boolean isFirst) throws Malformed {
      if (!isFirst) {
        throw new Malformed("'" + FORMAT + "…' is for the first line");
      }
      if (!version.equals(VERSION)) {
        throw new Malformed(
            "format '%s' is not known: this build reads 'ripsaw repro %s'"
                .formatted(version, VERSION));
      }
      isRepro = true;
    }

    private void value(String key, String value) throws Malformed {
      if (ProgramText.isKey(key)) {
        program.add(key, value);
      } else if (key.equals("subject")) {
        once(key, subject != null);
        subject = value;
      } else if (key.equals("memory")) {
        once(key, memory.isPresent());
        memory = MemoryModel.byId(value);
        if (memory.isEmpty()) {
          throw new Malformed("'" + value + "': expected sc, tso or ra");
        }
      } else if (key.equals("expect")) {
        once(key, expects);
        expect(value);
      } else if (key.equals("schedule") && value.isEmpty()) {
        once(key, firstTurn > 0);
        inSchedule = true;
        firstTurn = lineNumber;
      } else if (key.equals("repeats")) {
        repeats(value);
      } else {
        throw new Malformed(
            "'%s': expected subject, memory, machine, before, cpu0 …, expect or schedule"
                .formatted(key));
      }
    }

    /** Of two that differ nobody knows which one counts. */
    private static void once(String key, boolean isSecond) throws Malformed {
      if (isSecond) {
        throw new Malformed("a second '" + key + ":': leave one out");
      }
    }

    private void expect(String value) throws Malformed {
      expects = true;
      if (value.equals(HOLDS)) {
        return;
      }
      if (value.startsWith(VIOLATED)) {
        String id = value.substring(VIOLATED.length()).trim();
        expected = Property.byId(id);
        if (expected.isPresent()) {
          return;
        }
        throw new Malformed("'" + id + "' is no property: 'ripsaw properties' lists them");
      }
      throw new Malformed("'" + value + "': expected HOLDS, or VIOLATED and a property");
    }

    private void repeats(String value) throws Malformed {
      Matcher matcher = REPEATS.matcher(value);
      if (!matcher.matches()) {
        throw new Malformed(
            "'%s': expected how many of the last turns repeat, as 'repeats: 2 turns'"
                .formatted(value));
      }
      if (firstTurn == 0 || repeated > 0) {
        throw new Malformed("'repeats:' stands once, behind the schedule: leave this one out");
      }
      repeated = Integer.parseInt(matcher.group(1));
      repeatsLine = lineNumber;
    }

    Repro repro() throws Malformed {
      if (subject == null || subject.isEmpty()) {
        throw new Malformed("no subject: add a line such as 'subject: dragonfly/reference'");
      }
      Program read = program.program();
      if (!isRepro) {
        if (expects || firstTurn > 0) {
          throw new Malformed(
              "line 1: a repro begins with '%s%s': add that line".formatted(FORMAT, VERSION));
        }
        return new Repro(
            subject, read, memory.orElse(MemoryModel.SC), Optional.empty(), Optional.empty());
      }
      if (memory.isEmpty()) {
        throw new Malformed("no memory model: add a line such as 'memory: sc'");
      }
      if (!expects) {
        throw new Malformed("no expectation: add a line such as 'expect: VIOLATED no-stranding'");
      }
      return new Repro(subject, read, memory.get(), expected, Optional.of(schedule(read)));
    }

    private Schedule schedule(Program read) throws Malformed {
      List<Turn> schedule = new ArrayList<>();
      Actors actors = ProgramRun.actorsOf(read);
      for (String turn : turns) {
        int colon = turn.indexOf(':');
        try {
          schedule.add(Schedule.parse(turn.substring(colon + 1), actors));
        } catch (Malformed e) {
          throw new Malformed("line " + turn.substring(0, colon) + ": " + e.getMessage());
        }
      }
      // A schedule without turns is one: what is done beforehand may go wrong.
      if (firstTurn == 0) {
        throw new Malformed("no schedule: add 'schedule:' and its turns, or explore the program");
      }
      if (repeated > schedule.size()) {
        throw new Malformed(
            "line %s: the schedule has %s turns, of which %s cannot repeat"
                .formatted(repeatsLine, schedule.size(), repeated));
      }
      if (repeated > 0 && expected.filter(CommonProperty.TERMINATION::equals).isEmpty()) {
        throw new Malformed(
            "line %s: what repeats for ever has 'expect: VIOLATED termination'"
                .formatted(repeatsLine));
      }
      return new Schedule(schedule, repeated);
    }
  }

  /** The file's text, in the words that all families have. */
  public String text() {
    return text(program.lines());
  }

  /** The same in the words of the subject's family: what {@link #parse} reads is equal. */
  public String text(Family family) {
    return text(program.lines(family));
  }

  private String text(List<String> lines) {
    StringBuilder text = new StringBuilder();
    schedule.ifPresent(any -> text.append(FORMAT).append(VERSION).append('\n'));
    text.append("subject: ").append(subject).append('\n');
    text.append("memory:  ").append(memory).append('\n');
    lines.forEach(line -> text.append(line).append('\n'));
    if (schedule.isPresent()) {
      String verdict = expected.map(property -> VIOLATED + property.id()).orElse(HOLDS);
      text.append("expect:  ").append(verdict).append('\n');
      text.append("schedule:\n");
      for (String turn : schedule.get().lines(ProgramRun.actorsOf(program))) {
        text.append("  ").append(turn).append('\n');
      }
      int repeated = schedule.get().repeated();
      if (repeated > 0) {
        text.append("repeats: %s turn%s\n".formatted(repeated, repeated == 1 ? "" : "s"));
      }
    }
    return text.toString();
  }
}
