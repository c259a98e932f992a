package ripsaw.gate.signals;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import ripsaw.gate.text.Inconclusive;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.MachineObserver;
import ripsaw.machine.order.Access;
import ripsaw.spec.HeapModel;
import ripsaw.spec.Violation;
import ripsaw.subject.Allocator;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Idle;
import ripsaw.subject.Subject;

/**
 * A subject under a load. Each object carries a stamp while it is in use, so that an allocator that
 * grants memory twice is found out; and in the end, when all is freed and the kernel has done what
 * it does when nobody calls, a census is judged.
 */
final class Run implements MachineObserver {
  /** Remote frees that are counted. */
  static final int COUNTED = 20_000;

  /** Offset of a word in an object; those below are links while it is free. */
  private static final int STAMP = 16;

  /** A waiting cpu that nobody helps would wait for ever. */
  private static final int PATIENCE = 1000;

  /**
   * What was counted.
   *
   * @param remoteFrees by another cpu than the slab's
   * @param signals that were sent
   */
  record Count(long remoteFrees, long signals) {}

  private final Subject subject;
  private final Setting setting;
  private final SplittableRandom random;
  private final Machine machine;
  private final Allocator allocator;
  private final int type;
  private final long[][] live;
  private final int[] used;
  private long remoteFrees;
  private long signals;
  private long stamp;

  private Run(Subject subject, Setting setting, long seed) {
    this.subject = subject;
    this.setting = setting;
    this.random = new SplittableRandom(seed);
    this.machine = Machine.raw(setting.shape(), this);
    this.allocator = subject.start().apply(machine);
    this.type = allocator.createType(machine.cpu(0), Allocator.UNLIMITED, Setting.BYTES);
    this.live = new long[setting.cpus()][setting.most() + 1];
    this.used = new int[setting.cpus()];
  }

  /**
   * Counts after a time in which each object was replaced once.
   *
   * @throws Inconclusive if the subject cannot bear the load, or does not keep a promise under it
   */
  static Count of(Subject subject, Setting setting, long seed) {
    Run run = new Run(subject, setting, seed);
    run.fill();
    run.go(Math.max((long) setting.live() * setting.cpus() / setting.frees().oneIn(), 1));
    run.remoteFrees = 0;
    run.signals = 0;
    run.go(COUNTED / setting.frees().oneIn());
    Count count = new Count(run.remoteFrees, run.signals);
    run.judge();
    return count;
  }

  // -------------------------------------------------------------------- loads

  private void fill() {
    if (setting.frees() != Frees.IN_BATCHES) {
      for (int i = 0; i < setting.live(); i++) {
        for (int owner = 0; owner < setting.cpus(); owner++) {
          allocate(owner);
        }
      }
    }
  }

  private void go(long frees) {
    while (remoteFrees < frees) {
      int owner = random.nextInt(setting.cpus());
      switch (setting.frees()) {
        case IN_BATCHES -> passBatch(owner);
        case SINGLY, ONE_IN_TEN -> {
          int replaced = random.nextInt(used[owner]);
          allocate(owner);
          free(
              random.nextInt(setting.frees().oneIn()) == 0 ? other(owner) : owner, owner, replaced);
        }
        case BY_LOT -> {
          boolean grows = random.nextInt(2) == 0;
          if (grows && used[owner] < setting.most()) {
            allocate(owner);
          } else if (!grows && used[owner] > setting.live() / 2) {
            free(other(owner), owner, random.nextInt(used[owner]));
          }
        }
      }
    }
  }

  private void passBatch(int owner) {
    for (int i = 0; i < setting.live(); i++) {
      allocate(owner);
    }
    long[] batch = Arrays.copyOf(live[owner], setting.live());
    used[owner] = 0;
    for (long object : batch) {
      free(other(owner), owner, object);
    }
  }

  /** One of the others. */
  private int other(int cpu) {
    int number = random.nextInt(setting.cpus() - 1);
    return number < cpu ? number : number + 1;
  }

  // --------------------------------------------------------------- operations

  private void allocate(int owner) {
    Cpu acting = machine.cpu(owner);
    acting.takeSignals();
    long granted = allocator.allocate(acting, type, Setting.BYTES);
    if (granted <= 0) {
      throw new Inconclusive("%s has no memory left under %s".formatted(subject, setting));
    }
    // Its number as it was granted: whoever is granted it too writes another.
    stamp++;
    machine.memory().setPlain(acting, granted + STAMP, stamp);
    machine.memory().setPlain(acting, granted + STAMP + 8, granted ^ stamp);
    live[owner][used[owner]++] = granted;
  }

  /** Frees an object of a working set, in which the last takes its place. */
  private void free(int cpu, int owner, int index) {
    long object = live[owner][index];
    live[owner][index] = live[owner][--used[owner]];
    free(cpu, owner, object);
  }

  private void free(int cpu, int owner, long object) {
    Cpu acting = machine.cpu(cpu);
    acting.takeSignals();
    long number = machine.memory().getPlain(acting, object + STAMP);
    if (machine.memory().getPlain(acting, object + STAMP + 8) != (object ^ number)) {
      throw new Inconclusive(
          "%s: somebody wrote into an object under %s".formatted(subject, setting));
    }
    machine.memory().setPlain(acting, object + STAMP + 8, 0);
    remoteFrees += cpu == owner ? 0 : 1;
    allocator.free(acting, type, object);
  }

  // ------------------------------------------------------------------- census

  private void judge() {
    for (int owner = 0; owner < setting.cpus(); owner++) {
      while (used[owner] > 0) {
        free(owner, owner, 0);
      }
    }
    Idle idle = subject.family().idle(setting.shape());
    for (int round = 0; round < idle.rounds(); round++) {
      for (Cpu cpu : machine.cpus()) {
        cpu.takeSignals();
        if (idle.verbs().contains(CommonVerb.TIDY)) {
          allocator.tidy(cpu);
        }
      }
    }
    machine.cpus().forEach(Cpu::takeSignals);
    List<Violation> found =
        allocator.census().judge(new HeapModel(), 0, true).stream()
            .filter(one -> subject.kept().contains(one.property()))
            .toList();
    if (!found.isEmpty()) {
      throw new Inconclusive("%s under %s: %s".formatted(subject, setting, found.get(0)));
    }
  }

  // ----------------------------------------------------------------- watching

  @Override
  public void happened(Cpu cpu, Event event, long address, long detail) {
    if (event == MachineEvent.SIGNAL_SENT) {
      signals++;
    }
  }

  /** Only a full mailbox is waited for. */
  @Override
  public void await(Cpu cpu, BooleanSupplier ready) {
    for (int turn = 0; !ready.getAsBoolean(); turn++) {
      if (turn == PATIENCE) {
        throw new IllegalStateException(cpu + " waits for what nobody does");
      }
      machine.cpus().forEach(Cpu::takeSignals);
    }
  }

  @Override
  public void violated(Violation violation) {
    if (subject.kept().contains(violation.property())) {
      throw new Inconclusive("%s under %s: %s".formatted(subject, setting, violation));
    }
  }

  @Override
  public void mayPreempt(Cpu cpu, Access next, long address) {
    // Nobody comes in between.
  }

  @Override
  public void accessed(Cpu cpu, Access access, long address, long before, long after) {
    // Not told of, on raw memory.
  }
}
