package ripsaw.linearizability.repro;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.linearizability.explore.GrantsNothing;
import ripsaw.machine.Cpu;
import ripsaw.machine.CpuLocal;
import ripsaw.machine.Machine;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Subject;

/** Whoever asks it for memory sleeps, and goes on with the words of the cpu that it was on. */
final class Sleepers extends GrantsNothing {
  static final Subject SUBJECT =
      new Subject(
          "test/sleepers",
          "a pointer to a cpu's words that is kept over a sleep",
          Optional.empty(),
          new KfreeFamily(),
          Subject.Kind.SEEDED,
          Set.of(),
          Set.of(CommonProperty.GRANT),
          Sleepers::new);

  private final List<CpuLocal> own;

  Sleepers(Machine machine) {
    super(machine);
    own = machine.cpus().stream().map(cpu -> machine.cpuLocal(cpu, 1)).toList();
  }

  @Override
  public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
    CpuLocal words = own.get(cpu.id());
    Cpu now = cpu.isInInterrupt() ? cpu : cpu.maySleep();
    words.set(now, 0, 1);
    return ZERO_SIZE;
  }
}
