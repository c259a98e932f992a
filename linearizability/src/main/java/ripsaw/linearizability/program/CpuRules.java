package ripsaw.linearizability.program;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linearizability.program.Program.Step;
import ripsaw.subject.CpuVerb;

/**
 * What must be true of a program that takes cpus offline: one cpu does that to another, and brings
 * it back if it has anything to do; and nobody waits meanwhile for what it does.
 */
final class CpuRules {
  private final Program program;

  private CpuRules(Program program) {
    this.program = program;
  }

  static void check(Program program) throws Malformed {
    boolean any =
        program.before().stream().anyMatch(step -> step.operation().isAboutCpu())
            || !program.takenOffline().isEmpty();
    if (any) {
      new CpuRules(program).check();
    }
  }

  private void check() throws Malformed {
    Set<Integer> offline = new HashSet<>();
    for (Step step : program.before()) {
      if (offline.contains(step.cpu())) {
        throw new Malformed(
            "'%s': cpu%d is offline by then".formatted(step.operation(), step.cpu()));
      }
      change(step.cpu(), step.operation(), offline);
    }
    Set<Integer> targets = new HashSet<>();
    for (int cpu = 0; cpu < program.cpus().size(); cpu++) {
      Set<Integer> left = new HashSet<>(offline);
      Set<Integer> mine = new HashSet<>();
      for (Operation operation : program.cpus().get(cpu)) {
        change(cpu, operation, left);
        if (operation.isAboutCpu()) {
          mine.add(operation.cpu());
        }
      }
      for (int target : mine) {
        if (!targets.add(target)) {
          throw new Malformed("cpu%d is taken offline, or back, by two cpus".formatted(target));
        }
        if (left.contains(target) && !program.cpus().get(target).isEmpty()) {
          throw new Malformed(
              "cpu%d has something to do and stays offline: put an 'online cpu%d' behind"
                  .formatted(target, target));
        }
        if (program.cpus().get(target).stream().anyMatch(Operation::isAboutCpu)) {
          throw new Malformed(
              "cpu%d is taken offline and does the same to others: leave one out"
                  .formatted(target));
        }
      }
    }
    for (int target : offline) {
      if (!targets.contains(target) && !program.cpus().get(target).isEmpty()) {
        throw new Malformed(
            "cpu%d has something to do and stays offline: put an 'online cpu%d' on another"
                .formatted(target, target));
      }
    }
    checkWaits(offline, targets);
  }

  private void change(int cpu, Operation operation, Set<Integer> offline) throws Malformed {
    if (!operation.isAboutCpu()) {
      return;
    }
    int target = operation.cpu();
    if (target >= program.shape().cpus()) {
      throw new Malformed(
          "'%s': the machine has %d cpus".formatted(operation, program.shape().cpus()));
    }
    if (target == cpu) {
      throw new Malformed("'" + operation + "': another cpu has to do that");
    }
    boolean goes = operation.verb() == CpuVerb.OFFLINE;
    if (goes ? !offline.add(target) : !offline.remove(target)) {
      throw new Malformed("'%s': it is %s by then".formatted(operation, goes ? "offline" : "online"));
    }
  }

  /** In the worst order: a cpu that is to go offline does nothing while anybody else can go on. */
  private void checkWaits(Set<Integer> beforehand, Set<Integer> targets) throws Malformed {
    Set<Integer> offline = new HashSet<>(beforehand);
    Set<String> given = new HashSet<>();
    program.before().forEach(step -> given.add(step.operation().name()));
    List<Integer> order = new ArrayList<>();
    for (int cpu = 0; cpu < program.cpus().size(); cpu++) {
      order.add(targets.contains(cpu) ? order.size() : 0, cpu);
    }
    int[] next = new int[program.cpus().size()];
    boolean progress = true;
    while (progress) {
      progress = false;
      for (int i = 0; i < order.size() && !progress; i++) {
        int cpu = order.get(i);
        progress = !offline.contains(cpu) && makes(cpu, next, given, offline);
      }
    }
    for (int cpu = 0; cpu < next.length; cpu++) {
      List<Operation> operations = program.cpus().get(cpu);
      if (next[cpu] < operations.size() && !offline.contains(cpu)) {
        throw new Malformed(
            "'%s': it may wait for a cpu that is offline, and is not brought back before it"
                .formatted(operations.get(next[cpu])));
      }
    }
  }

  private boolean makes(int cpu, int[] next, Set<String> given, Set<Integer> offline)
      throws Malformed {
    List<Operation> operations = program.cpus().get(cpu);
    if (next[cpu] == operations.size()) {
      return false;
    }
    Operation operation = operations.get(next[cpu]);
    if (operation.isUse() && !given.contains(operation.name())) {
      return false;
    }
    given.add(operation.name());
    change(cpu, operation, offline);
    next[cpu]++;
    return true;
  }
}
