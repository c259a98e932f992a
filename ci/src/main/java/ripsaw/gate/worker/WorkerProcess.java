package ripsaw.gate.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import ripsaw.spec.tlc.Scratch;

/**
 * A checker in a child JVM. One that answers that it could not run is replaced by a new one: it may
 * have a subject that hangs. One that dies, does not answer in time, will never answer ({@link
 * Patience}), or answers what was not asked, is never asked again: every later answer is the
 * trouble it is in.
 */
public final class WorkerProcess implements CheckerClient {
  private static final int LAST_WORDS = 20;

  /** What a process takes to go that was killed, by far. */
  private static final Duration TO_DIE = Duration.ofSeconds(10);

  /** Where the worker has its temporary files, and libraries theirs. */
  private final Scratch temporary = Scratch.make();

  private final List<String> command;
  private final Duration grace;
  private final Patience patience;
  private final ConcurrentLinkedDeque<String> lastWords = new ConcurrentLinkedDeque<>();
  private final Thread killer = new Thread(this::kill);
  private volatile Process process;
  private volatile boolean goingDown;
  private Writer questions;
  private Thread log;
  private BlockingQueue<Optional<String>> answers;
  private boolean isToBeReplaced;
  private int asked;
  private String trouble = "";

  /**
   * @param command java and its words
   * @param grace how long after a question's own budget an answer may come
   * @throws IOException if the process cannot be started
   */
  public WorkerProcess(List<String> command, Duration grace) throws IOException {
    this(command, grace, Patience.USUAL);
  }

  /**
   * @param grace how long after a question's own budget an answer may come
   * @param patience with a worker that does not answer, however long the budget
   * @throws IOException if the process cannot be started
   */
  WorkerProcess(List<String> command, Duration grace, Patience patience) throws IOException {
    this.command = new ArrayList<>(command);
    this.command.add(1, "-Djava.io.tmpdir=" + temporary.directory());
    this.grace = grace;
    this.patience = patience;
    try {
      start();
    } catch (IOException e) {
      temporary.close();
      throw e;
    }
    Runtime.getRuntime().addShutdownHook(killer);
  }

  private void start() throws IOException {
    process = new ProcessBuilder(command).start();
    questions = process.outputWriter(StandardCharsets.UTF_8);
    BlockingQueue<Optional<String>> heard = new LinkedBlockingQueue<>();
    answers = heard;
    follow(process.getInputStream(), line -> heard(line, heard));
    log = follow(process.getErrorStream(), this::remember);
  }

  @Override
  public Answer ask(Question question) {
    if (!trouble.isEmpty()) {
      return Answer.none(trouble);
    }
    asked++;
    try {
      if (isToBeReplaced) {
        process.destroyForcibly();
        start();
      }
      questions.write(Protocol.write(asked, question) + "\n");
      questions.flush();
      return await(question);
    } catch (IOException e) {
      return fail(ended()); // nobody reads
    } catch (Protocol.Garbled e) {
      return fail("the worker answered garbage (" + e.getMessage() + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return fail("interrupted");
    }
  }

  private Answer await(Question question) throws InterruptedException, Protocol.Garbled {
    long deadline = System.nanoTime() + question.effort().budget().plus(grace).toNanos();
    Patience.Watch watch = patience.new Watch(process.toHandle());
    Optional<String> line = null;
    while (line == null) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return fail("the worker did not answer in time and was killed");
      }
      line = answers.poll(Math.min(left, patience.nanos()), TimeUnit.NANOSECONDS);
      Optional<String> hopeless = line == null ? watch.look() : Optional.empty();
      if (hopeless.isPresent()) {
        return fail(hopeless.get() + ", and was killed");
      }
    }
    if (line.isEmpty()) {
      return fail(ended());
    }
    Answer answer = Protocol.readAnswer(line.get(), asked);
    isToBeReplaced = answer.finding().isEmpty();
    boolean asAsked =
        answer
            .finding()
            .flatMap(finding -> finding.violation())
            .map(violation -> question.sought().contains(violation.property()))
            .orElse(true);
    return asAsked ? answer : fail("the worker found what was not sought");
  }

  @Override
  public List<String> lastWords() {
    return trouble.isEmpty() ? List.of() : List.copyOf(lastWords);
  }

  @Override
  public void close() {
    end();
    if (!goingDown) {
      Runtime.getRuntime().removeShutdownHook(killer);
    }
  }

  /** With the whole JVM. */
  private void kill() {
    goingDown = true;
    end();
  }

  /** A process that is killed does not delete its temporary files. */
  private void end() {
    process.destroyForcibly();
    try {
      process.waitFor(TO_DIE.toMillis(), TimeUnit.MILLISECONDS);
      temporary.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // The next run deletes it.
    }
  }

  private Answer fail(String why) {
    try {
      if (goingDown) {
        // The worker's end is no news then, and must not become a verdict in the last moment.
        Thread.sleep(Long.MAX_VALUE);
      }
      process.destroyForcibly();
      log.join(Duration.ofSeconds(1)); // for the last words
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    trouble = "could not run: " + why;
    return Answer.none(trouble);
  }

  private String ended() {
    try {
      return process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)
          ? "the worker ended with exit code " + process.exitValue()
          : "the worker closed its output";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private void heard(Optional<String> line, BlockingQueue<Optional<String>> into) {
    if (line.isEmpty() || Protocol.isMarked(line.get())) {
      into.add(line);
    } else {
      remember(line); // the JVM's own remarks come here too
    }
  }

  private void remember(Optional<String> line) {
    line.ifPresent(lastWords::add);
    if (lastWords.size() > LAST_WORDS) {
      lastWords.poll();
    }
  }

  /** Passes on every line, and then an empty one. */
  private static Thread follow(InputStream stream, Consumer<Optional<String>> listener) {
    return Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try (BufferedReader in =
                  new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                in.lines().map(Optional::of).forEach(listener);
              } catch (IOException | UncheckedIOException e) {
                // A killed process closes its pipes under the reader: as good as the end.
              } finally {
                listener.accept(Optional.empty());
              }
            });
  }
}
