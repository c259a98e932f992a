package ripsaw.gate.hunt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import ripsaw.gate.check.Tier;
import ripsaw.gate.hunt.Answer.Fate;
import ripsaw.gate.worker.Question;
import ripsaw.gate.worker.WorkerCommand;
import ripsaw.gate.worker.WorkerProcess;
import ripsaw.linearizability.checker.SubjectChecker.Effort;
import ripsaw.linearizability.lincheck.LincheckChecker;
import ripsaw.linearizability.mutation.Mutation;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.spec.tlc.Scratch;
import ripsaw.subject.Subject;

/**
 * Asks Lincheck about a mutant, in a JVM in which the mutant stands in the subject's place.
 *
 * <p>In one JVM it cannot be asked about two: it keeps the code that it made of a class by the
 * class's name, whatever loaded it, and would look at the first mutant again and again (seen with
 * 3.7: the subject itself, asked after a mutant, broke what the mutant breaks). As a JVM and what
 * it learns take half a minute, only some survivors are asked about. An update that was split in
 * two is one step to it: it does not look into what is no part of a subject.
 */
final class LincheckJvm {
  /** Of each scenario: most faults show in the first few. */
  static final int INTERLEAVINGS = 20;

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration GRACE = Duration.ofMinutes(1);

  /** Nothing in it is random. */
  private static final long SEED = 1;

  private LincheckJvm() {}

  /**
   * @param bytes the class of the mutation, with it
   */
  static Answer ask(Subject subject, Mutation mutation, byte[] bytes) {
    LincheckChecker lincheck = new LincheckChecker();
    Set<Property> sought = subject.promised();
    sought.removeIf(property -> !lincheck.sees(subject, property));
    Question question =
        new Question(subject.id(), sought, new Effort(INTERLEAVINGS, PATIENCE, false));
    try (Scratch scratch = Scratch.make()) {
      Path file = scratch.directory().resolve(mutation.type().replace('.', '/') + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      List<String> command =
          WorkerCommand.worker().of(Checker.LINCHECK, SEED, Tier.FULL, scratch.directory());
      try (WorkerProcess worker = new WorkerProcess(command, GRACE)) {
        return answer(worker.ask(question));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it could not run, the gate would be inconclusive. */
  private static Answer answer(ripsaw.gate.worker.Answer answer) {
    if (answer.finding().isEmpty()) {
      return Answer.STUCK;
    }
    return answer
        .finding()
        .get()
        .violation()
        .map(found -> new Answer(Fate.KILLED, Checker.LINCHECK.id(), found.property().id(), ""))
        .orElse(Answer.SURVIVED);
  }
}
