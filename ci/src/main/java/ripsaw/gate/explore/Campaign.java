package ripsaw.gate.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import ripsaw.gate.shard.Work;
import ripsaw.linearizability.execution.Coverage;
import ripsaw.linearizability.execution.Trace;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.Explorer.Question;
import ripsaw.linearizability.explore.Sample;
import ripsaw.linearizability.guard.InOrder;
import ripsaw.linearizability.program.Program;
import ripsaw.spec.Property;
import ripsaw.spec.Verdict;
import ripsaw.spec.Violation;
import ripsaw.subject.Subject;

/**
 * Explores programs, several at once, until one of them goes wrong or the time is up. What comes of
 * it is what would come of exploring one after another.
 */
public final class Campaign {
  /** A program, and why not all of its schedules were seen. */
  public record Cut(Program program, String why) {}

  /** What goes wrong, in which program. */
  public record Failure(Program program, Violation violation, Exploration exploration) {}

  /** The first programs, in which the subject is looked at closely; then it is now and then. */
  private static final int WATCHED = 16;

  private final Subject subject;
  private final List<Program> programs;
  private final Search search;
  private final Set<Property> sought;
  private final Work work;
  private final Tally tally;
  private final List<Cut> cut = new ArrayList<>();
  private final Coverage coverage = new Coverage();
  private int explored;
  private int sampled;
  private long executions;
  private long repeated;
  private long accesses;
  private boolean cutByBudget;
  private double naive;
  private Program largest;
  private long mostExecutions;
  private Failure failure;

  private Campaign(
      Subject subject,
      List<Program> programs,
      Set<Property> sought,
      Search search,
      Work work,
      Tally tally) {
    this.tally = tally;
    this.subject = subject;
    this.programs = programs;
    this.search = search;
    this.sought = sought;
    this.work = work;
  }

  /**
   * @param programs at least one
   * @param work which of them are explored here; of a share, no more than that it went wrong is
   *     told of one that does
   */
  public static Campaign of(
      Subject subject, List<Program> programs, Set<Property> sought, Search search, Work work) {
    return of(subject, programs, sought, search, work, new Tally(programs.size()));
  }

  /**
   * The same.
   *
   * @param tally told of what is done
   */
  public static Campaign of(
      Subject subject,
      List<Program> programs,
      Set<Property> sought,
      Search search,
      Work work,
      Tally tally) {
    Campaign campaign = new Campaign(subject, programs, sought, search, work, tally);
    work.plan(() -> programs.stream().map(campaign::task).toList(), Work.Extent.UP_TO_A_FAILURE);
    int[] mine =
        IntStream.range(0, programs.size())
            .filter(number -> work.isMine(campaign.task(programs.get(number))))
            .toArray();
    if (mine.length > 0) {
      InOrder.run(
          search.threads(),
          mine.length,
          place -> campaign.explore(mine[place], place == 0),
          campaign::add);
    }
    if (mine.length == programs.size()) {
      campaign.shorten();
    }
    return campaign;
  }

  private String task(Program program) {
    return "explore %s %s".formatted(subject, program);
  }

  /**
   * Of the program with this number; empty if the time was up before it.
   *
   * @param always however late it is
   */
  private Optional<Exploration> explore(int number, boolean always) {
    String task = task(programs.get(number));
    if (!always && work.asks(task) && search.isTimeUp()) {
      return Optional.empty();
    }
    AtomicReference<Exploration> asked = new AtomicReference<>();
    Explored told =
        work.answer(
                task,
                Explored.class,
                () -> {
                  asked.set(explore(number));
                  return Explored.of(asked.get(), subject);
                })
            .orElseThrow();
    if (asked.get() != null) {
      return Optional.of(asked.get());
    }
    // Its schedule was not written down, and makes the same again.
    return Optional.of(told.failed() ? explore(number) : told.exploration(subject));
  }

  private Exploration explore(int number) {
    Question question = question(programs.get(number));
    Exploration made =
        number < WATCHED || Sample.has(number)
            ? Explorer.watched(question, this::untraced)
            : Explorer.explore(question, this::untraced);
    tally.explored();
    return made;
  }

  /** An execution begins that nobody writes down. */
  private Trace untraced() {
    tally.executes();
    return null;
  }

  private Question question(Program program) {
    return search.question(subject, program, sought);
  }

  /** Adds what came of the next program; returns false if it ends the campaign. */
  private boolean add(Optional<Exploration> explored) {
    explored.ifPresent(this::add);
    return explored.isPresent() && failure == null;
  }

  private void add(Exploration exploration) {
    Program program = programs.get(explored);
    naive = explored == 0 ? exploration.naive() : sum(naive, exploration.naive());
    explored++;
    executions += exploration.executions();
    repeated += exploration.repeated();
    accesses += exploration.accesses();
    coverage.add(exploration.coverage());
    cutByBudget |= exploration.cutByBudget();
    if (exploration.executions() > mostExecutions) {
      mostExecutions = exploration.executions();
      largest = program;
    }
    if (exploration.violation().isPresent()) {
      failure = new Failure(program, exploration.violation().get(), exploration);
    } else if (search.isSample(exploration)) {
      sampled++;
    } else if (!exploration.isExhausted()) {
      cut.add(new Cut(program, exploration.bound()));
    }
  }

  private void shorten() {
    if (failure != null) {
      Exploration shortest = Explorer.shortened(question(failure.program), failure.exploration);
      failure = new Failure(failure.program, shortest.violation().orElseThrow(), shortest);
    }
  }

  /** Of two numbers that are given, as is their sum, as powers of ten. */
  private static double sum(double one, double other) {
    double larger = Math.max(one, other);
    return larger + Math.log10(1 + Math.pow(10, Math.min(one, other) - larger));
  }

  /**
   * @param repro of the violation, if there is one
   */
  public Verdict verdict(String repro) {
    if (failure != null) {
      return new Verdict.Violated(executions, failure.violation, repro);
    }
    if (explored < programs.size()) {
      return new Verdict.Bounded(
          executions, "time: %s of %s programs explored".formatted(explored, of()), false);
    }
    if (!cut.isEmpty()) {
      return new Verdict.Bounded(
          executions,
          of() == 1
              ? cut.get(0).why
              : "%s of %s programs not exhausted, the first by %s"
                  .formatted(cut.size(), of(), cut.get(0).why),
          false);
    }
    return sampled > 0 ? new Verdict.Sampled(executions) : new Verdict.Exhausted(executions);
  }

  public Subject subject() {
    return subject;
  }

  public Search search() {
    return search;
  }

  /** What was looked for. */
  public Set<Property> sought() {
    return sought;
  }

  /** Where all programs came to. */
  public Coverage coverage() {
    return coverage;
  }

  /** Programs that there are. */
  public int of() {
    return programs.size();
  }

  /** Programs that were explored, to their end or not. */
  public int explored() {
    return explored;
  }

  /** Programs of which not all was seen, in order. */
  public List<Cut> cut() {
    return cut;
  }

  /** Whether the time was up in the midst of one. */
  public boolean isCutByBudget() {
    return cutByBudget;
  }

  /** Executions made to their end. */
  public long executions() {
    return executions;
  }

  /** Executions that were abandoned, because they would have repeated an earlier one. */
  public long repeated() {
    return repeated;
  }

  public long accesses() {
    return accesses;
  }

  /** Schedules that a naive enumeration would make of the programs explored, as a power of ten. */
  public long naive() {
    return Math.round(naive);
  }

  /** How many times as many that is as were made, as a power of ten. */
  public long reduction() {
    return Math.round(naive - Math.log10(Math.max(1, executions)));
  }

  /** The program with the most executions. */
  public Program largest() {
    return largest;
  }

  public long mostExecutions() {
    return mostExecutions;
  }

  public Optional<Failure> failure() {
    return Optional.ofNullable(failure);
  }
}
