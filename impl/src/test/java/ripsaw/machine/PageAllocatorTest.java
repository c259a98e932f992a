package ripsaw.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ripsaw.spec.CommonProperty;

class PageAllocatorTest {
  private static final int PAGE = 512;

  private final RecordingWatch watch = new RecordingWatch();
  private final Machine machine =
      Machine.checked(new Shape(2, PAGE, 8, 4 * PAGE, Integer.MAX_VALUE, 0), watch);
  private final PageAllocator pages = machine.pages();
  private final Cpu cpu0 = machine.cpu(0);
  private final Cpu cpu1 = machine.cpu(1);

  @Test
  void theRunFreedLastGoesToTheNextCpuThatAsks() {
    pages.allocate(cpu0, 1, 1, false);
    long second = pages.allocate(cpu0, 1, 1, false);
    long third = pages.allocate(cpu0, 1, 1, false);
    pages.free(cpu0, second, 1);
    pages.free(cpu0, third, 1);
    assertThat(pages.allocate(cpu1, 1, 1, false)).isEqualTo(third);
    machine.memory().getPlain(cpu1, third);
    assertThat(watch.broken()).as("it is the new owner's").isEmpty();
  }

  @Test
  void aFreedPageIsPoisonedAndComesBackZeroed() {
    long page = pages.allocate(cpu0, 1, 1, false);
    machine.memory().setPlain(cpu0, page + 8, 7);
    pages.free(cpu0, page, 1);
    assertThat(machine.memory().peek(page + 8)).isEqualTo(0xdead_dead_dead_dea8L);
    assertThat(pages.isMapped(page)).isFalse();
    assertThat(pages.allocate(cpu0, 1, 1, false)).isEqualTo(page);
    assertThat(pages.isMapped(page + PAGE - 8)).isTrue();
    for (long word = page; word < page + PAGE; word += 8) {
      assertThat(machine.memory().peek(word)).isZero();
    }
  }

  @Test
  void memoryThatIsToComeIsGivenToNobodyBefore() {
    Machine numa = Machine.checked(Shape.small(2, 2, 4).withNodes(2), watch);
    Cpu cpu = numa.cpu(0);
    assertThat(numa.pages().always()).isEqualTo(4);
    assertThat(numa.pages().remove(cpu, 1)).isTrue();
    assertThat(numa.pages().hasMemory(cpu, 1)).isFalse();
    assertThat(numa.pages().hasMemory(cpu, 0)).isTrue();
    assertThat(numa.pages().hasRun(cpu, 1, 1, 1)).isFalse();
    for (int i = 0; i < 2; i++) {
      assertThat(numa.nodeOf(numa.pages().allocate(cpu, 1, 1, false, 1, false))).isZero();
    }
    assertThat(numa.pages().allocate(cpu, 1, 1, false)).isZero();
    numa.pages().add(cpu, 1);
    assertThat(watch.count(MachineEvent.MEMORY_CAME)).isEqualTo(1);
    assertThat(numa.pages().hasMemory(cpu, 1)).isTrue();
    assertThat(numa.nodeOf(numa.pages().allocate(cpu, 1, 1, false))).isEqualTo(1);
    assertThat(numa.pages().always()).as("what came late was not always there").isEqualTo(2);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void memoryThatWasGivenOutOnceStays() {
    Machine numa = Machine.checked(Shape.small(2, 2, 4).withNodes(2), watch);
    Cpu cpu = numa.cpu(0);
    numa.pages().free(cpu, numa.pages().allocate(cpu, 1, 1, false, 1, true), 1);
    assertThat(numa.pages().remove(cpu, 1)).isFalse();
    assertThat(numa.pages().hasRun(cpu, 1, 1, 1)).isTrue();
    assertThat(numa.pages().always()).isEqualTo(4);
  }

  @Test
  void pagesComeFromTheirNodeAndThenFromTheNextNearest() {
    Machine numa = Machine.checked(Shape.small(3, 2, 6).withNodes(3), watch);
    Cpu cpu = numa.cpu(1);
    assertThat(cpu.node()).isEqualTo(1);
    assertThat(numa.nodesByDistance(0)).containsExactly(0, 1, 2);
    assertThat(numa.nodesByDistance(1)).containsExactly(1, 0, 2);
    assertThat(numa.nodesByDistance(2)).containsExactly(2, 1, 0);
    List<Integer> nodes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      nodes.add(numa.nodeOf(numa.pages().allocate(cpu, 1, 1, false, 1, false)));
    }
    assertThat(nodes).containsExactly(1, 1, 0, 0, 2, 2);
    assertThat(numa.pages().allocate(cpu, 1, 1, false, 1, false)).isZero();
  }

  @Test
  void aRequestThatIsStrictIsServedByItsNodeAlone() {
    Machine numa = Machine.checked(Shape.small(2, 2, 4).withNodes(2), watch);
    Cpu cpu = numa.cpu(0);
    long first = numa.pages().allocate(cpu, 1, 1, false, 1, true);
    assertThat(numa.nodeOf(first)).isEqualTo(1);
    assertThat(numa.pages().allocate(cpu, 2, 1, false, 1, true)).isZero();
    assertThat(numa.pages().refusals(cpu)).isEqualTo(1);
    numa.pages().free(cpu, first, 1);
    long other = numa.pages().allocate(cpu, 1, 1, false, 0, true);
    assertThat(numa.nodeOf(other)).as("though a page of node 1 was freed last").isZero();
    assertThat(numa.pages().allocate(cpu, 1, 1, false, 0, true)).isPositive();
    assertThat(numa.pages().allocate(cpu, 1, 1, false, 0, true)).isZero();
    assertThat(numa.pages().allocate(cpu, 2, 1, false)).isPositive();
    assertThatThrownBy(() -> numa.pages().allocate(cpu, 1, 1, false, 2, true))
        .hasMessage("node 2: the machine has 2, from 0");
  }

  @Test
  void aRunIsAlignedAndMeetsNoOther() {
    long single = pages.allocate(cpu0, 1, 1, false);
    long slab = pages.allocate(cpu0, 4, 4, false);
    long pair = pages.allocate(cpu0, 2, 2, false);
    assertThat(slab % (4 * PAGE)).isZero();
    assertThat(pair % (2 * PAGE)).isZero();
    assertThat(slab).isGreaterThanOrEqualTo(single + PAGE);
    assertThat(pair).isBetween(single + PAGE, slab - 2 * PAGE);
  }

  @Test
  void whereNoRunIsLongEnoughTheAnswerIsZero() {
    long all = pages.allocate(cpu0, 8, 1, false);
    assertThat(all).isPositive();
    assertThat(pages.allocate(cpu1, 1, 1, false)).isZero();
    pages.free(cpu0, all, 8);
    pages.allocate(cpu0, 1, 1, false);
    assertThat(pages.allocate(cpu1, 8, 1, false)).isZero();
    assertThat(pages.allocate(cpu1, 7, 1, false)).isEqualTo(all + PAGE);
  }

  @Test
  void aFreeAndAnAllocationThatWaitsMayBlock() {
    cpu0.interrupt(
        () -> {
          long page = pages.allocate(cpu0, 1, 1, false);
          assertThat(watch.broken()).isEmpty();
          pages.allocate(cpu0, 1, 1, true);
          assertThat(watch.takeBroken()).containsExactly(CommonProperty.NO_BLOCKING_IN_INTERRUPT);
          pages.free(cpu0, page, 1);
          assertThat(watch.takeBroken()).containsExactly(CommonProperty.NO_BLOCKING_IN_INTERRUPT);
        });
  }

  @Test
  void anotherCpuMayComeRightBeforeAFreeAndRightAfterItButNotInTheMiddle() {
    long page = pages.allocate(cpu0, 1, 1, false);
    List<Long> others = new ArrayList<>();
    watch.atPreemption(
        cpu -> {
          if (cpu == cpu0) {
            others.add(pages.allocate(cpu1, 1, 1, false));
          }
        });
    pages.free(cpu0, page, 1);
    assertThat(others).as("where it may block, and before the lock").hasSize(2);
    assertThat(others).doesNotContain(page).doesNotContain(0L);
    machine.memory().getOpaque(cpu0, machine.sharedWord(0));
    assertThat(others).last().as("at the next step of whoever freed it").isEqualTo(page);
  }

  @Test
  void aPageIsGivenBackOnceAndOnlyAsItWasGiven() {
    long page = pages.allocate(cpu0, 1, 1, false);
    pages.free(cpu0, page, 1);
    pages.free(cpu0, page, 1);
    assertThat(watch.takeBroken()).as("twice").containsExactly(CommonProperty.EVERY_PAGE);
    long pair = pages.allocate(cpu0, 2, 1, false);
    pages.free(cpu0, pair + 8, 1);
    assertThat(watch.takeBroken()).as("from its middle").containsExactly(CommonProperty.EVERY_PAGE);
    pages.free(cpu0, pair, 3);
    assertThat(watch.takeBroken())
        .as("more than it was")
        .containsExactly(CommonProperty.EVERY_PAGE);
    pages.free(cpu0, 0, 1);
    assertThat(watch.takeBroken()).as("no page").containsExactly(CommonProperty.EVERY_PAGE);
    assertThat(pages.isMapped(pair)).as("what is wrong changes nothing").isTrue();
    pages.free(cpu0, pair, 2);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void aCpuThatFoundNoRunIsKnown() {
    pages.allocate(cpu0, 7, 1, false);
    assertThat(pages.refusals(cpu1)).isZero();
    pages.allocate(cpu1, 2, 1, false);
    assertThat(pages.refusals(cpu1)).isOne();
    assertThat(pages.refusals(cpu0)).isZero();
  }
}
