package ripsaw.linearizability.execution.step;

import java.util.Arrays;
import java.util.List;
import ripsaw.machine.Cpu;

/** On which cpu each actor is, and which thread had each cpu last. */
public final class Places {
  private final Actors actors;
  private final int roaming;
  private final int[] cpuOf;
  private final int[] lastOn;
  private final Cpu.Task[] tasks;
  private List<Cpu> cpus = List.of();

  /**
   * @param roaming the threads that may leave their cpus, a bit each
   */
  public Places(Actors actors, int roaming) {
    this.actors = actors;
    this.roaming = roaming;
    this.cpuOf = new int[actors.count()];
    this.tasks = new Cpu.Task[actors.count()];
    this.lastOn = new int[actors.cpus()];
    Arrays.fill(lastOn, Steps.NONE);
    boolean isAnyShared = false;
    for (int cpu = 0; cpu < actors.cpus(); cpu++) {
      isAnyShared |= actors.isShared(cpu);
    }
    int threads = 0;
    for (int actor = 0; actor < actors.count(); actor++) {
      cpuOf[actor] = actors.get(actor).cpu();
      if (isAnyShared && !actors.get(actor).isHandler()) {
        tasks[actor] = new Cpu.Task(threads++);
      }
    }
  }

  /** How many threads a machine has to tell apart; 0 if each has its cpu for itself. */
  public int tasks() {
    return (int) Arrays.stream(tasks).filter(task -> task != null).count();
  }

  /** What this actor is to its machine: see {@link Cpu#context}. */
  public int context(int actor) {
    Actor one = actors.get(actor);
    if (tasks[actor] != null) {
      return 2 * actors.cpus() + tasks[actor].number();
    }
    return one.isHandler() ? actors.cpus() + one.cpu() : one.cpu();
  }

  /** The execution's machine has these. */
  public void use(List<Cpu> machine) {
    cpus = machine;
  }

  public List<Cpu> cpus() {
    return cpus;
  }

  public int cpuOf(int actor) {
    return cpuOf[actor];
  }

  public Cpu of(int actor) {
    return cpus.get(cpuOf[actor]);
  }

  /** The name of the line that this actor stands in: a signal's handler is its cpu's. */
  public String line(int actor) {
    Actor one = actors.get(actor);
    return one.kind() == Actor.Kind.HANDLER ? "cpu" + one.cpu() : one.name();
  }

  /** Whether others may run on the cpu of this actor. */
  public boolean isShared(int actor) {
    return actors.isShared(cpuOf[actor]);
  }

  /** The actor makes a step where it is: if it is a thread, its cpu is switched to it. */
  public void runs(int actor) {
    if (tasks[actor] != null) {
      lastOn[cpuOf[actor]] = actor;
      of(actor).runs(tasks[actor]);
    }
  }

  /** Whether this thread is the one that its cpu would have to be taken from. */
  public boolean hasCpu(int actor) {
    return tasks[actor] == null || lastOn[cpuOf[actor]] == actor;
  }

  public boolean roams(int actor) {
    return (roaming & 1 << actor) != 0;
  }

  /** The actor goes on on another cpu. */
  public void moves(int actor, Cpu to) {
    cpuOf[actor] = to.id();
  }

  /** The program is over: what comes is no thread's. */
  public void end() {
    cpus.forEach(cpu -> cpu.runs(null));
  }
}
