package ripsaw.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ripsaw.machine.order.Access;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.ViolationFound;

class CheckedMemoryTest {
  private final RecordingWatch watch = new RecordingWatch();
  private final Machine machine = Machine.checked(Shape.small(2, 2, 4), watch);
  private final Memory memory = machine.memory();
  private final Cpu cpu0 = machine.cpu(0);
  private final Cpu cpu1 = machine.cpu(1);

  private long page(Cpu owner) {
    return machine.pages().allocate(owner, 1, 1, false);
  }

  @Test
  void theOwnerMayTouchItsPage() {
    long page = page(cpu0);
    memory.setPlain(cpu0, page, 7);
    assertThat(memory.getPlain(cpu0, page)).isEqualTo(7);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void anotherCpuMayTouchThePageOfTheBlockThatItsOperationBrought() {
    long page = page(cpu0);
    cpu1.beginOperation(page + 64);
    memory.getPlain(cpu1, page);
    memory.getAndAdd(cpu1, page + 504, 1);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void itHasNoRightToAnotherPageOfTheSameOwner() {
    long brought = page(cpu0);
    long other = page(cpu0);
    cpu1.beginOperation(brought);
    memory.getPlain(cpu1, other);
    assertThat(watch.takeBroken()).containsExactly(CommonProperty.NO_USE_AFTER_RIP);
    cpu1.beginOperation(other);
    memory.getPlain(cpu1, other);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void anOperationThatBringsNothingHasNoRightToAnyForeignPage() {
    long page = page(cpu0);
    cpu1.beginOperation(page);
    cpu1.beginOperation();
    memory.getPlain(cpu1, page);
    assertThat(watch.broken()).containsExactly(CommonProperty.NO_USE_AFTER_RIP);
  }

  @Test
  void aRightToAPageIsNoRightToItsSuccessorAtTheSameAddress() {
    long page = page(cpu0);
    cpu1.beginOperation(page);
    machine.pages().free(cpu0, page, 1);
    assertThat(page(cpu0)).isEqualTo(page);
    memory.getOpaque(cpu1, page);
    assertThat(watch.broken()).containsExactly(CommonProperty.NO_USE_AFTER_RIP);
  }

  @Test
  void nobodyMayTouchADeadPage() {
    long page = page(cpu0);
    cpu1.beginOperation(page);
    memory.end(cpu0, page, 512);
    memory.getPlain(cpu1, page);
    assertThat(watch.takeBroken()).containsExactly(CommonProperty.NO_USE_AFTER_RIP);
    memory.getPlain(cpu0, page + 504);
    assertThat(watch.takeBroken()).as("its owner neither").hasSize(1);
    memory.begin(cpu0, page, 512);
    memory.getPlain(cpu0, page + 504);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void aSignalHandlerHasNoRightToForeignPages() {
    long foreign = page(cpu0);
    long own = page(cpu1);
    cpu1.beginOperation(foreign);
    cpu1.onSignal((cpu, argument) -> memory.getPlain(cpu, argument));
    cpu0.signal(cpu1, own);
    cpu1.takeSignals();
    assertThat(watch.broken()).isEmpty();
    cpu0.signal(cpu1, foreign);
    cpu1.takeSignals();
    assertThat(watch.takeBroken()).containsExactly(CommonProperty.NO_USE_AFTER_RIP);
    memory.getPlain(cpu1, foreign);
    assertThat(watch.broken()).as("the interrupted operation keeps its right").isEmpty();
  }

  @Test
  void aCpusAreaIsWrittenByItAloneAndReadByAll() {
    long word = machine.cpuWord(cpu0, 3);
    memory.setOpaque(cpu0, word, 5);
    assertThat(memory.getOpaque(cpu1, word)).isEqualTo(5);
    assertThat(watch.broken()).isEmpty();
    memory.setOpaque(cpu1, word, 6);
    assertThat(watch.takeBroken()).containsExactly(CommonProperty.CPU_LOCAL);
    memory.compareAndSet(cpu1, word, 0, 0);
    memory.getAndSet(cpu1, word, 6);
    memory.getAndAdd(cpu1, word, 0);
    assertThat(watch.violations).as("nor added to, nor compared with").hasSize(3);
  }

  @Test
  void sharedWordsBelongToEverybody() {
    memory.setOpaque(cpu0, machine.sharedWord(0), 1);
    memory.setOpaque(cpu1, machine.sharedWord(15), 1);
    assertThat(watch.broken()).isEmpty();
    assertThatThrownBy(() -> machine.sharedWord(16)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> machine.cpuWord(cpu0, 32))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aWildAccessEndsTheExecution() {
    long end = machine.pageWord(machine.pageAddresses().getLast(), 7) + 8;
    for (long wild : new long[] {0, -8, 12, end, Long.MAX_VALUE & -8, 0xdead_dead_dead_dea8L}) {
      assertThatThrownBy(() -> memory.getPlain(cpu0, wild))
          .isInstanceOf(ViolationFound.class)
          .hasMessageContaining("there is no memory");
      assertThat(machine.isMemory(wild)).isFalse();
    }
    assertThat(machine.isMemory(end - 8)).isTrue();
  }

  @Test
  void aLowerLayerHasItsWordsBehindThatEnd() {
    long end = machine.pageWord(machine.pageAddresses().getLast(), 7) + 8;
    long word = machine.lowerLayer().sharedWord(0);
    assertThat(word).isEqualTo(end);
    memory.setOpaque(cpu0, word, 7);
    assertThat(memory.getOpaque(cpu1, word)).isEqualTo(7);
    assertThat(machine.isMemory(word)).isTrue();
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void aForbiddenAccessIsMadeAllTheSame() {
    long page = page(cpu0);
    memory.setPlain(cpu1, page, 7);
    assertThat(watch.violations).hasSize(1);
    assertThat(memory.peek(page)).isEqualTo(7);
  }

  @Test
  void eachAccessIsOfferedForPreemptionAndThenReported() {
    long page = page(cpu0);
    List<Long> seen = new ArrayList<>();
    watch.atPreemption(cpu -> seen.add(memory.peek(page)));
    memory.setRelease(cpu0, page, 1);
    memory.compareAndSet(cpu0, page, 1, 2);
    memory.compareAndSet(cpu0, page, 1, 3);
    memory.getAndAdd(cpu0, page, 5);
    memory.getVolatile(cpu0, page);
    assertThat(seen).containsExactly(0L, 1L, 2L, 2L, 7L);
    assertThat(watch.accesses)
        .containsExactly(
            new RecordingWatch.Accessed(cpu0, Access.SET_RELEASE, page, 0, 1),
            new RecordingWatch.Accessed(cpu0, Access.COMPARE_AND_SET, page, 1, 2),
            new RecordingWatch.Accessed(cpu0, Access.COMPARE_AND_SET, page, 2, 2),
            new RecordingWatch.Accessed(cpu0, Access.GET_AND_ADD, page, 2, 7),
            new RecordingWatch.Accessed(cpu0, Access.GET_VOLATILE, page, 7, 7));
  }

  /** A handler may run before it and behind it, and what it sees depends on that. */
  @Test
  void aFenceIsOfferedForPreemptionAndIsNoAccess() {
    List<Cpu> offered = new ArrayList<>();
    watch.atPreemption(offered::add);
    memory.acquireFence(cpu0);
    memory.releaseFence(cpu1);
    memory.fullFence(cpu0);
    assertThat(offered).containsExactly(cpu0, cpu1, cpu0);
    assertThat(watch.accesses).isEmpty();
  }

  private long shared() {
    long page = page(cpu0);
    memory.beginShared(cpu0, page, 512);
    return page;
  }

  @Test
  void anyCpuMayTouchASharedPageWhateverItBrought() {
    long page = shared();
    cpu1.beginOperation();
    memory.setOpaque(cpu1, page, 7);
    cpu1.beginOperation(page + 64);
    assertThat(memory.getOpaque(cpu1, page)).isEqualTo(7);
    assertThat(memory.getOpaque(cpu0, page)).isEqualTo(7);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void whoBroughtABlockHasNoRightToTheNextIncarnationOfItsSharedPage() {
    long page = shared();
    cpu1.beginOperation(page);
    memory.beginShared(cpu0, page, 512);
    memory.getOpaque(cpu1, page);
    assertThat(watch.takeBroken()).containsExactly(CommonProperty.NO_USE_AFTER_RIP);
    memory.getOpaque(cpu0, page);
    cpu1.beginOperation();
    memory.getOpaque(cpu1, page);
    assertThat(watch.broken()).isEmpty();
  }

  @Test
  void nobodyMayTouchASharedPageThatIsGone() {
    long page = shared();
    machine.pages().free(cpu0, page, 1);
    memory.getOpaque(cpu0, page);
    assertThat(watch.takeBroken()).containsExactly(CommonProperty.NO_USE_AFTER_RIP);
    memory.getOpaque(cpu1, page);
    assertThat(watch.broken()).containsExactly(CommonProperty.NO_USE_AFTER_RIP);
  }

  @Test
  void whoReadsInAHoldIsOwedThatTheMemoryStaysWhatItIs() {
    long page = shared();
    cpu1.beginReading(page, CommonProperty.ZEROING);
    machine.look(cpu1, page);
    assertThat(watch.broken()).isEmpty();
    memory.beginShared(cpu0, page, 512);
    machine.look(cpu1, page);
    assertThat(watch.takeBroken()).containsExactly(CommonProperty.ZEROING);
    machine.pages().free(cpu0, page, 1);
    machine.look(cpu1, page);
    assertThat(watch.takeBroken()).containsExactly(CommonProperty.ZEROING);
    cpu1.beginOperation();
    memory.getOpaque(cpu1, page);
    assertThat(watch.broken()).as("the duty ends").containsExactly(CommonProperty.NO_USE_AFTER_RIP);
  }

  @Test
  void aLookRacesWithNothingAndIsSeen() {
    long page = shared();
    memory.setPlain(cpu0, page, 7);
    cpu1.beginReading(page, CommonProperty.ZEROING);
    int before = watch.accesses.size();
    machine.look(cpu1, page);
    assertThat(watch.broken()).isEmpty();
    assertThat(watch.accesses).hasSize(before + 1);
    assertThat(watch.accesses.get(before).after()).isEqualTo(7);
  }

  @Test
  void theSubjectHasWordsBehindThePages() {
    long first = machine.subjectWord(0);
    assertThat(first).isEqualTo(machine.pageAddresses().get(3) + 512);
    assertThat(machine.name(first + 8)).isEqualTo("subject.word1");
    memory.setOpaque(cpu1, first, 1);
    assertThat(watch.broken()).as("all cpus share them").isEmpty();
    assertThatThrownBy(() -> machine.subjectWord(144))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void nilAndTheFieldsOfWhatItPointsToAreNoMemory() {
    for (long address : new long[] {0, 8, 16, 128, 504}) {
      assertThat(machine.isMemory(address)).isFalse();
      assertThatThrownBy(() -> memory.getPlain(cpu0, address))
          .isInstanceOf(ViolationFound.class)
          .hasMessageContaining("where there is no memory");
    }
    assertThat(machine.sharedWord(0)).isEqualTo(512);
    memory.getPlain(cpu0, 512);
  }

  @Test
  void aSlabThatIsAbandonedAndReclaimedIsItsNewOwnersAndStaysWhatItIs() {
    long page = page(cpu0);
    cpu1.beginOperation(page + 64);
    memory.handOver(cpu0, cpu1, page, 512);
    memory.getOpaque(cpu1, page);
    cpu1.beginOperation();
    memory.getOpaque(cpu1, page);
    assertThat(watch.broken()).as("without a right, as its owner").isEmpty();
    cpu0.beginOperation(page + 64);
    memory.getOpaque(cpu0, page);
    assertThat(watch.broken()).as("a right to a block in it lasts").isEmpty();
    cpu0.beginOperation();
    memory.getOpaque(cpu0, page);
    assertThat(watch.takeBroken()).containsExactly(CommonProperty.NO_USE_AFTER_RIP);
  }
}
