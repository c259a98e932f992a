package ripsaw.linearizability.execution;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import ripsaw.linearizability.program.Operation;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.subject.CpuVerb;

/**
 * Keeps a cpu from making an operation while it is offline, and from going offline while it makes
 * one. To the explorer that is a lock for each such cpu: its operations take it, one at a time, and
 * so does who takes the cpu offline, until it is back.
 */
final class Hotplug {
  private final Machine machine;
  private final Stepping stepping;

  /** The lock of each cpu that others take offline, by its number: see {@link Machine#newLock}. */
  private final Map<Integer, Integer> locks = new HashMap<>();

  private final boolean[] acting;

  Hotplug(Machine machine, Stepping stepping, Set<Integer> targets) {
    this.machine = machine;
    this.stepping = stepping;
    this.acting = new boolean[machine.cpus().size()];
    targets.forEach(target -> locks.put(target, machine.newLock()));
  }

  /**
   * The next step of who runs is a call, once it can be made.
   *
   * @param given what else it waits for; null for nothing
   */
  void call(Cpu cpu, int number, Operation operation, BooleanSupplier given) {
    if (operation.verb() == CpuVerb.OFFLINE) {
      Cpu target = machine.cpu(operation.cpu());
      stepping.call(
          number,
          () -> !acting[target.id()] && machine.canGoOffline(cpu, target),
          locks.get(target.id()));
    } else if (locks.containsKey(cpu.id())) {
      stepping.call(
          number,
          () -> cpu.isOnline() && (given == null || given.getAsBoolean()),
          locks.get(cpu.id()));
      acting[cpu.id()] = true;
    } else {
      stepping.call(number, given);
    }
  }

  /** The call has returned. */
  void returned(Cpu cpu, Operation operation) {
    if (operation.verb() == CpuVerb.ONLINE) {
      stepping.letsGo(locks.get(operation.cpu()));
    } else if (locks.containsKey(cpu.id())) {
      acting[cpu.id()] = false;
      stepping.letsGo(locks.get(cpu.id()));
    }
  }
}
