package ripsaw.dragonfly.kmallocobj;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Shape;

/** Existential locks, one step after another. A round is a tick on every cpu, cpu0 first. */
class ExisTest {
  private final Machine machine = Machine.raw(Shape.small(2, 2, 4));
  private final Cpu cpu0 = machine.cpu(0);
  private final Cpu cpu1 = machine.cpu(1);
  private final Exis exis = new Exis(machine);
  private final long slab = machine.pages().allocate(cpu0, 1, 1, false);

  private void round() {
    round(exis);
  }

  private void round(Exis any) {
    machine.cpus().forEach(any::tick);
  }

  private long now() {
    return exis.ticks(cpu0);
  }

  private int roundsUntilFreeable(Exis any) {
    int rounds = 0;
    while (!any.isFreeable(cpu0, slab)) {
      round(any);
      rounds++;
    }
    return rounds;
  }

  @Test
  void aLiveSlabIsNeverFreeable() {
    for (int i = 0; i < 10; i++) {
      assertThat(exis.isFreeable(cpu0, slab)).isFalse();
      round();
    }
    exis.terminate(cpu0, slab);
    roundsUntilFreeable(exis);
    exis.setLive(cpu0, slab);
    assertThat(exis.isFreeable(cpu0, slab)).isFalse();
  }

  @Test
  void aTerminatedSlabIsFreeableTwoTicksLater() {
    round();
    exis.terminate(cpu0, slab);
    long then = now();
    roundsUntilFreeable(exis);
    assertThat(now()).isEqualTo(then + 2);
  }

  @Test
  void theKernelFreesOneTickEarlier() {
    Exis kernel = new KernelExis(machine);
    round(kernel);
    kernel.terminate(cpu0, slab);
    long then = now();
    roundsUntilFreeable(kernel);
    assertThat(now()).isEqualTo(then + 1);
  }

  @Test
  void theClockGoesOnOnceARoundWhenNobodyHolds() {
    round();
    long then = now();
    for (int i = 1; i <= 5; i++) {
      round();
      assertThat(now()).isEqualTo(then + i);
    }
  }

  @Test
  void aHoldLetsTheClockGoOnOnceAndNoMore() {
    round();
    exis.hold(cpu1);
    long then = now();
    for (int i = 0; i < 5; i++) {
      round();
      assertThat(now()).isEqualTo(then + 1);
    }
    exis.drop(cpu1);
    round();
    assertThat(now()).isEqualTo(then + 2);
  }

  @Test
  void whatIsTerminatedInAHoldIsNotFreeableBeforeItEnds() {
    round();
    exis.hold(cpu1);
    exis.terminate(cpu0, slab);
    for (int i = 0; i < 5; i++) {
      round();
      assertThat(exis.isFreeable(cpu0, slab)).isFalse();
    }
    exis.drop(cpu1);
    assertThat(roundsUntilFreeable(exis)).isEqualTo(1);
  }

  /** The difference of the one tick: the kernel's poller may take the slab while cpu1 looks. */
  @Test
  void whatIsTerminatedInAHoldIsFreeableDuringItInTheKernel() {
    Exis kernel = new KernelExis(machine);
    round(kernel);
    kernel.hold(cpu1);
    kernel.terminate(cpu0, slab);
    round(kernel);
    assertThat(kernel.isFreeable(cpu0, slab)).isTrue();
  }

  @Test
  void holdsNest() {
    round();
    exis.hold(cpu1);
    exis.hold(cpu1);
    round();
    long then = now();
    exis.drop(cpu1);
    round();
    assertThat(now()).as("the outer hold lasts").isEqualTo(then);
    exis.drop(cpu1);
    round();
    assertThat(now()).isEqualTo(then + 1);
  }

  @Test
  void cpu0AloneMovesTheClock() {
    round();
    long then = now();
    exis.tick(cpu1);
    assertThat(now()).isEqualTo(then);
    exis.tick(cpu0);
    assertThat(now()).isEqualTo(then + 1);
  }

  @Test
  void theClockNeverGoesBackAndFreeableIsForEver() {
    Random random = new Random(1);
    int[] holds = new int[2];
    long then = now();
    boolean freeable = false;
    exis.terminate(cpu0, slab);
    for (int i = 0; i < 500; i++) {
      Cpu cpu = machine.cpu(random.nextInt(2));
      switch (random.nextInt(4)) {
        case 0 -> {
          exis.hold(cpu);
          holds[cpu.id()]++;
        }
        case 1 -> {
          if (holds[cpu.id()] > 0) {
            exis.drop(cpu);
            holds[cpu.id()]--;
          }
        }
        default -> exis.tick(cpu);
      }
      assertThat(now()).isGreaterThanOrEqualTo(then);
      then = now();
      assertThat(exis.isFreeable(cpu0, slab) || !freeable).isTrue();
      freeable = exis.isFreeable(cpu0, slab);
    }
    for (Cpu cpu : machine.cpus()) {
      for (; holds[cpu.id()] > 0; holds[cpu.id()]--) {
        exis.drop(cpu);
      }
    }
    assertThat(roundsUntilFreeable(exis)).isLessThanOrEqualTo(3);
  }
}
