package ripsaw.gate.hunt;

import java.util.ArrayList;
import java.util.List;
import ripsaw.gate.hunt.Answer.Fate;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.mutation.Mutation;
import ripsaw.linearizability.mutation.Reach;
import ripsaw.linearizability.mutation.Trial;
import ripsaw.linearizability.program.Suite;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Checker;

/** The schedules of one of the family's programs. */
record ExplorerQuestion(Suite program, MemoryModel memory, long executions, Reach reach, int number)
    implements Question {
  /** Executions at most: more than any program has of a reference. */
  static final long EXECUTIONS = 2_000;

  /** Nearly all that is killed is killed in the first few of some program: these come first. */
  private static final long GLANCE = 16;

  /** Nearly all shows without weak memory. */
  static List<Question> all(List<Suite> suite, Reach reach) {
    List<Question> all = new ArrayList<>(of(suite, MemoryModel.SC, GLANCE, reach));
    for (MemoryModel model : List.of(MemoryModel.SC, MemoryModel.RA, MemoryModel.TSO)) {
      all.addAll(of(suite, model, EXECUTIONS, reach));
    }
    return all;
  }

  private static List<Question> of(
      List<Suite> suite, MemoryModel model, long executions, Reach reach) {
    List<Question> all = new ArrayList<>();
    for (int i = 0; i < suite.size(); i++) {
      all.add(new ExplorerQuestion(suite.get(i), model, executions, reach, i));
    }
    return all;
  }

  @Override
  public String text() {
    return "explorer %s %s %s".formatted(memory, executions, program.program());
  }

  /** What a program never executes makes no difference to it. */
  @Override
  public boolean concerns(Mutation mutation) {
    return reach.comesTo(number, mutation);
  }

  @Override
  public Answer ask(Trial trial) {
    Exploration exploration = trial.explore(program.program(), memory, executions);
    return exploration
        .violation()
        .map(
            found ->
                new Answer(
                    Fate.KILLED, Checker.EXPLORER.id(), found.property().id(), program.name()))
        .orElse(Answer.SURVIVED);
  }
}
