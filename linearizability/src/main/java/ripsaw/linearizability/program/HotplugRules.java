package ripsaw.linearizability.program;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.Program.Step;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.CpuVerb;

/**
 * What must be true of a program that takes cpus offline, so that it has an end: one line does
 * that, brings back whoever has anything to do, and waits for nobody meanwhile.
 */
final class HotplugRules {
  private final Program program;
  private final Set<Integer> offline = new TreeSet<>();

  private HotplugRules(Program program) {
    this.program = program;
  }

  static void check(Program program) throws Malformed {
    boolean isBefore = program.before().stream().anyMatch(step -> step.operation().isHotplug());
    if (isBefore || !program.hotplugged().isEmpty()) {
      new HotplugRules(program).check();
    }
  }

  private void check() throws Malformed {
    if (program.hasTasks()) {
      throw new Malformed(
          "'%s': in a program that takes cpus offline each has one thread: leave it out"
              .formatted(program.tasks().getFirst().name()));
    }
    for (Step step : program.before()) {
      if (offline.contains(step.cpu())) {
        throw new Malformed(
            "'%s': cpu%s is offline by then".formatted(step.operation(), step.cpu()));
      }
      follow(step.cpu(), step.operation());
    }
    for (int cpu : whoTakesOffline()) {
      checkLine(cpu);
    }
    for (int cpu : offline) {
      if (isBusy(cpu)) {
        throw new Malformed(
            "'cpu%1$d:': it stays offline: put an 'online cpu%1$d' on the line of another"
                .formatted(cpu));
      }
    }
    for (Operation operation : program.concurrent()) {
      if (operation.verb() == CommonVerb.DESTROY_TYPE && !program.hotplugged().isEmpty()) {
        throw new Malformed(
            "'%s': types and cpus do not go at the same time, put one into 'before:'"
                .formatted(operation));
      }
    }
  }

  private List<Integer> whoTakesOffline() throws Malformed {
    List<Integer> lines =
        IntStream.range(0, program.cpus().size())
            .filter(cpu -> program.cpus().get(cpu).stream().anyMatch(Operation::isHotplug))
            .boxed()
            .toList();
    if (lines.size() > 1) {
      throw new Malformed(
          lines.stream().map(cpu -> "cpu" + cpu).collect(Collectors.joining(" and "))
              + " take cpus offline, or back: only one may");
    }
    return lines;
  }

  private void checkLine(int cpu) throws Malformed {
    Set<String> given = new HashSet<>();
    program.before().forEach(step -> given.add(step.operation().name()));
    for (Operation operation : program.cpus().get(cpu)) {
      boolean mayWait = operation.isUse() && !given.contains(operation.name());
      if (mayWait && offline.stream().anyMatch(this::isBusy)) {
        throw new Malformed(
            "'%s': it may wait for a cpu that is offline: bring all back before it"
                .formatted(operation));
      }
      given.add(operation.name());
      follow(cpu, operation);
    }
  }

  private boolean isBusy(int cpu) {
    return !program.cpus().get(cpu).isEmpty();
  }

  private void follow(int cpu, Operation operation) throws Malformed {
    if (!operation.isHotplug()) {
      return;
    }
    int target = operation.cpu();
    if (target >= program.shape().cpus()) {
      throw new Malformed(
          "'%s': the machine has %s cpus".formatted(operation, program.shape().cpus()));
    }
    if (target == cpu) {
      throw new Malformed("'%s': another cpu has to do that".formatted(operation));
    }
    boolean goes = operation.verb() == CpuVerb.OFFLINE;
    if (goes ? !offline.add(target) : !offline.remove(target)) {
      throw new Malformed(
          "'%s': it is %s by then".formatted(operation, goes ? "offline" : "online"));
    }
  }
}
