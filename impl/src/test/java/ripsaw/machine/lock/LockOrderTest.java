package ripsaw.machine.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.RecordingWatch;
import ripsaw.machine.Shape;
import ripsaw.machine.SpinLock;
import ripsaw.machine.smp.BitSpinLock;
import ripsaw.spec.Violation;

class LockOrderTest {
  private static final LockClass A = LockClass.of("a");
  private static final LockClass B = LockClass.of("b");
  private static final LockClass C = LockClass.of("c");

  private final LockOrder order = new LockOrder(2);

  private Optional<String> nested(int cpu, LockClass... locks) {
    Optional<String> wrong = Optional.empty();
    for (LockClass lock : locks) {
      Optional<String> now = order.waits(cpu, lock, () -> "cpu" + cpu);
      wrong = wrong.or(() -> now);
      order.has(cpu, lock);
    }
    for (LockClass lock : locks) {
      order.letsGo(cpu, lock);
    }
    return wrong;
  }

  @Test
  void oneOrderIsRightHoweverOften() {
    assertThat(nested(0, A, B, C)).isEmpty();
    assertThat(nested(1, A, C)).isEmpty();
    assertThat(nested(1, A, B, C)).isEmpty();
    assertThat(nested(1, C)).isEmpty();
  }

  @Test
  void twoOrdersAreNamedWithBothPlaces() {
    assertThat(nested(0, A, B)).isEmpty();
    assertThat(nested(1, B, A)).contains("cpu1 waits for a under b, and cpu0 waits for b under a");
    assertThat(nested(1, B, A)).as("said once").isEmpty();
  }

  @Test
  void aCycleOfThreeIsFound() {
    assertThat(nested(0, A, B)).isEmpty();
    assertThat(nested(1, B, C)).isEmpty();
    assertThat(nested(1, C, A))
        .contains(
            "cpu1 waits for a under c, and cpu0 waits for b under a, and cpu1 waits for c under b");
  }

  @Test
  void twoLocksOfOneClassHaveNoOrder() {
    assertThat(nested(0, A, A)).contains("cpu0 waits for a under a");
  }

  @Test
  void whoTriesDoesNotWaitButIsWaitedFor() {
    assertThat(nested(0, A, B)).isEmpty();
    order.has(1, B);
    order.has(1, A);
    order.letsGo(1, A);
    assertThat(order.waits(1, C, () -> "cpu1")).isEmpty();
    assertThat(nested(0, C, B)).contains("cpu0 waits for b under c, and cpu1 waits for c under b");
  }

  @Test
  void locksThatAreLetGoAreNotHeld() {
    order.has(0, A);
    order.letsGo(0, A);
    assertThat(nested(0, B)).isEmpty();
    assertThat(nested(1, B, A)).isEmpty();
  }

  @Test
  void pagesAreForbiddenUnderSomeLocks() {
    LockClass strict = A.forbiddingPages();
    order.has(0, B);
    assertThat(order.asksForPages(0, () -> "cpu0")).isEmpty();
    order.has(0, strict);
    assertThat(order.asksForPages(0, () -> "cpu0"))
        .contains("cpu0 calls the page allocator under a");
    assertThat(order.asksForPages(1, () -> "cpu1")).isEmpty();
    order.letsGo(0, strict);
    assertThat(order.asksForPages(0, () -> "cpu0")).isEmpty();
  }

  // -------------------------------------------------------------- on a machine

  private final RecordingWatch watch = new RecordingWatch();
  private final Machine machine = Machine.checked(Shape.small(2, 2, 4), watch);
  private final SpinLock list =
      new SpinLock(machine, machine.sharedWord(0), LockClass.of("list").forbiddingPages());
  private final BitSpinLock slab =
      new BitSpinLock(machine, machine.sharedWord(1), 1, LockClass.of("slab"));

  private void listUnderSlab(Cpu cpu) {
    slab.lock(cpu);
    list.lock(cpu);
    list.unlock(cpu);
    slab.unlock(cpu);
  }

  private void slabUnderList(Cpu cpu, boolean tries) {
    list.lock(cpu);
    if (tries) {
      assertThat(slab.tryLock(cpu)).isTrue();
    } else {
      slab.lock(cpu);
    }
    slab.unlock(cpu);
    list.unlock(cpu);
  }

  private List<String> details() {
    assertThat(watch.violations)
        .allMatch(violation -> violation.property() == LockProperty.LOCK_ORDER);
    return watch.violations.stream().map(Violation::detail).toList();
  }

  @Test
  void theMachineNamesBothLocksThatAreTakenInTwoOrders() {
    listUnderSlab(machine.cpu(0));
    slabUnderList(machine.cpu(1), true);
    assertThat(details()).isEmpty();
    slabUnderList(machine.cpu(1), false);
    assertThat(details())
        .singleElement()
        .asString()
        .matches("cpu1 in .* waits for slab under list, and cpu0 in .* waits for list under slab");
  }

  @Test
  void theMachineSeesPagesAskedForUnderALock() {
    Cpu cpu = machine.cpu(0);
    slab.lock(cpu);
    long page = machine.pages().allocate(cpu, 1, 1, false);
    slab.unlock(cpu);
    assertThat(details()).isEmpty();
    list.lock(cpu);
    machine.pages().free(cpu, page, 1);
    list.unlock(cpu);
    assertThat(details())
        .singleElement()
        .asString()
        .matches("cpu0 in .* calls the page allocator under list");
  }
}
