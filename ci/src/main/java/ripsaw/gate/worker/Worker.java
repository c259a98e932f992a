package ripsaw.gate.worker;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import ripsaw.gate.check.Checkers;
import ripsaw.gate.text.ExitCode;
import ripsaw.linearizability.checker.SubjectChecker;
import ripsaw.linearizability.guard.Unwatched;
import ripsaw.linearizability.guard.Watchdog;
import ripsaw.spec.Checker;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/**
 * The main class of a child JVM: one checker that answers the gate's questions until its standard
 * input ends. Each checker has a JVM of its own, because Lincheck transforms classes, for good.
 */
public final class Worker {
  /** Where is kept what need not be asked again: the build's directory, and gone with it. */
  private static final Path KEPT = Path.of("ci", "target");

  private Worker() {}

  /**
   * @param args the checker's id and the seed
   */
  public static void main(String[] args) throws InterruptedException, Protocol.Garbled {
    main(args, Watchdog.PATIENCE);
  }

  /**
   * @param patience with a subject that makes no step
   */
  public static void main(String[] args, Duration patience)
      throws InterruptedException, Protocol.Garbled {
    PrintStream answers =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err); // what a library prints is no answer
    SubjectChecker checker =
        Checkers.createAlone(
            Checker.valueOf(args[0].toUpperCase(Locale.ROOT)),
            Long.parseLong(args[1]),
            WorkerCommand.checkout().map(checkout -> checkout.resolve(KEPT)));
    Catalogue catalogue = Catalogue.load();
    BlockingQueue<String> questions = listen();
    while (true) {
      Protocol.Numbered asked = Protocol.readQuestion(questions.take());
      Answer answer;
      try {
        answer = Watchdog.watch(patience, () -> answer(checker, catalogue, asked.question()));
      } catch (Watchdog.Hung e) {
        answers.println(Protocol.write(asked.number(), couldNotRun(e.getMessage())));
        Runtime.getRuntime().halt(ExitCode.INCONCLUSIVE); // what hangs cannot be ended otherwise
        return;
      }
      answers.println(Protocol.write(asked.number(), answer));
    }
  }

  /** An exception is an answer; an error ends the worker, because nothing after it is certain. */
  private static Answer answer(SubjectChecker checker, Catalogue catalogue, Question question) {
    try {
      Subject subject = catalogue.find(question.subject()).orElseThrow();
      return Answer.of(checker.check(subject, question.sought(), question.effort()));
    } catch (Unwatched e) {
      return Answer.none(e.getMessage());
    } catch (RuntimeException e) {
      e.printStackTrace();
      return couldNotRun(e instanceof IllegalStateException ? e.getMessage() : e.toString());
    }
  }

  private static Answer couldNotRun(String why) {
    return Answer.none("could not run: " + why);
  }

  /** Reads in a thread of its own, to notice at once, in mid-check, that the gate is gone. */
  private static BlockingQueue<String> listen() {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader in =
                  new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                in.lines().forEach(lines::add);
              } catch (IOException e) {
                e.printStackTrace();
              } finally {
                Runtime.getRuntime().halt(0); // nobody is left to answer to
              }
            },
            "questions");
    reader.setDaemon(true);
    reader.start();
    return lines;
  }
}
