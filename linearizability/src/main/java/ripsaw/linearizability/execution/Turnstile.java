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
 * Keeps a cpu from an operation while it is offline, and from going offline in the middle of one.
 * To the explorer that is a lock for each such cpu: each of its operations takes it, and so does
 * who takes the cpu offline, until it is back. Of a program without such cpus it does nothing.
 */
final class Turnstile {
  private final Machine machine;
  private final Stepping stepping;

  /** The lock of each such cpu, by its number: see {@link Machine#newLock}. */
  private final Map<Integer, Integer> locks = new HashMap<>();

  private final boolean[] acts;

  /**
   * @param targets that go, or come back, while cpus run
   */
  Turnstile(Machine machine, Stepping stepping, Set<Integer> targets) {
    this.machine = machine;
    this.stepping = stepping;
    this.acts = new boolean[machine.cpus().size()];
    targets.forEach(target -> locks.put(target, machine.newLock()));
  }

  /**
   * The next step of who runs is a call, once it can be made.
   *
   * @param given whether it has been given what it uses; null if it uses nothing
   */
  void call(Cpu cpu, int number, Operation operation, BooleanSupplier given) {
    if (operation.verb() == CpuVerb.OFFLINE) {
      Cpu target = machine.cpu(operation.cpu());
      stepping.call(
          number,
          () -> !acts[target.id()] && machine.canTakeOffline(cpu, target),
          locks.get(target.id()));
    } else if (locks.containsKey(cpu.id())) {
      stepping.call(
          number,
          () -> cpu.isOnline() && (given == null || given.getAsBoolean()),
          locks.get(cpu.id()));
      acts[cpu.id()] = true;
    } else {
      stepping.call(number, given);
    }
  }

  /** The call has returned. */
  void returned(Cpu cpu, Operation operation) {
    if (operation.verb() == CpuVerb.ONLINE) {
      stepping.unlocked(locks.get(operation.cpu()));
    } else if (locks.containsKey(cpu.id())) {
      acts[cpu.id()] = false;
      stepping.unlocked(locks.get(cpu.id()));
    }
  }
}
