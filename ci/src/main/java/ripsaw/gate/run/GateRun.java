package ripsaw.gate.run;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.check.Budget;
import ripsaw.gate.check.Limits;
import ripsaw.gate.shard.Work;
import ripsaw.gate.text.Terminal;
import ripsaw.gate.worker.Answer;
import ripsaw.gate.worker.CheckerClient;
import ripsaw.gate.worker.Question;
import ripsaw.gate.worker.WorkerCommand;
import ripsaw.gate.worker.WorkerProcess;
import ripsaw.spec.Checker;

/** One run of an agenda with real workers, watched by somebody. */
public final class GateRun {
  private final Agenda agenda;
  private final WorkerCommand command;
  private final PrintStream err;
  private final PrintStream remarks;

  /**
   * @param err for the progress, and for what workers complained of
   */
  public GateRun(Agenda agenda, WorkerCommand command, PrintStream err) {
    this(agenda, command, err, err);
  }

  /**
   * @param err for what workers complained of
   * @param remarks for the progress
   */
  public GateRun(Agenda agenda, WorkerCommand command, PrintStream err, PrintStream remarks) {
    this.agenda = agenda;
    this.command = command;
    this.err = err;
    this.remarks = remarks;
  }

  /**
   * Blocks until all was asked, or the budget is spent.
   *
   * @param budget for all of it, of which this may use what is left
   * @param grace see {@link Limits#GRACE}
   * @param work which of the {@link GateTasks} are asked; of the others there is no answer
   */
  public Map<Checker, CheckerResults> results(long seed, Budget budget, Duration grace, Work work)
      throws InterruptedException {
    Map<Checker, CheckerClient> workers = new ConcurrentHashMap<>();
    Map<Checker, CheckerResults> results;
    Map<Checker, Integer> tasks = new EnumMap<>(Checker.class);
    agenda
        .checkers()
        .forEach(
            checker ->
                tasks.put(
                    checker,
                    (int) GateTasks.of(agenda, checker).stream().filter(work::asks).count()));
    try (Progress progress =
        Terminal.isWatched() && sum(tasks) > 0
            ? new BarProgress(remarks, Terminal.columns(), sum(tasks), budget)
            : new PlainProgress(remarks, tasks)) {
      results =
          new Gate(
                  agenda,
                  checker ->
                      workers.computeIfAbsent(
                          checker, any -> new Late(() -> start(any, seed, grace))),
                  budget,
                  progress,
                  work)
              .run();
    }
    workers.forEach(
        (checker, worker) ->
            worker.lastWords().forEach(line -> err.println(checker + " worker: " + line)));
    // Not with the result, which is the same whether they were kept or not.
    results.forEach((checker, told) -> told.keptInWords(checker).ifPresent(remarks::println));
    return results;
  }

  private static int sum(Map<Checker, Integer> tasks) {
    return tasks.values().stream().mapToInt(Integer::intValue).sum();
  }

  private CheckerClient start(Checker checker, long seed, Duration grace) {
    try {
      return new WorkerProcess(command.of(checker, seed, agenda.scope().tier()), grace);
    } catch (IOException e) {
      return new Absent("could not run: the worker could not be started: " + e.getMessage());
    }
  }

  /** A worker that is started when it is first asked. */
  private static final class Late implements CheckerClient {
    private final Supplier<CheckerClient> start;
    private CheckerClient started;

    Late(Supplier<CheckerClient> start) {
      this.start = start;
    }

    @Override
    public Answer ask(Question question) {
      if (started == null) {
        started = start.get();
      }
      return started.ask(question);
    }

    @Override
    public List<String> lastWords() {
      return started == null ? List.of() : started.lastWords();
    }

    @Override
    public void close() {
      if (started != null) {
        started.close();
      }
    }
  }

  /** Stands for a worker that never was. */
  private record Absent(String why) implements CheckerClient {
    @Override
    public Answer ask(Question question) {
      return Answer.none(why);
    }

    @Override
    public List<String> lastWords() {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
