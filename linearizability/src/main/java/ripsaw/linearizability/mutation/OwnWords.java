package ripsaw.linearizability.mutation;

import java.util.List;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Program.Step;
import ripsaw.linearizability.program.Task;
import ripsaw.subject.Family;
import ripsaw.subject.FamilyVerb;

/**
 * Says a program in the words of a {@linkplain Replica replica's} family. A verb of the family that
 * was there before asks for types of its own, which a replica's allocator is not: it would do
 * nothing, and no monitor of the replica would know it.
 */
final class OwnWords {
  private final List<FamilyVerb> verbs;

  /**
   * @param family of the replica
   */
  OwnWords(Family family) {
    this.verbs = family.verbs();
  }

  /** The same program. */
  Program of(Program program) {
    return new Program(
        program.shape(),
        program.before().stream().map(step -> new Step(step.cpu(), of(step.operation()))).toList(),
        program.cpus().stream().map(this::of).toList(),
        program.tasks().stream().map(this::of).toList());
  }

  private List<Operation> of(List<Operation> operations) {
    return operations.stream().map(this::of).toList();
  }

  private Task of(Task task) {
    return new Task(task.cpu(), task.thread(), task.roams(), of(task.operations()));
  }

  private Operation of(Operation operation) {
    return verbs.stream()
        .filter(verb -> operation.verb() instanceof FamilyVerb && isSame(verb, operation))
        .findFirst()
        .map(
            verb ->
                new Operation(
                    verb, operation.name(), operation.bytes(), operation.type(), operation.flags()))
        .orElse(operation);
  }

  private static boolean isSame(FamilyVerb verb, Operation operation) {
    return verb.word().equals(operation.verb().word());
  }
}
