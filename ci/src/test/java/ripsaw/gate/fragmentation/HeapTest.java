package ripsaw.gate.fragmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kfree.ParkedWord;
import ripsaw.dragonfly.kfree.SlabAllocator;
import ripsaw.gate.fragmentation.Course.Sample;
import ripsaw.gate.fragmentation.Course.Unmount;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.subject.Allocator;
import ripsaw.subject.Family.Measured;
import ripsaw.subject.Subject;

class HeapTest {
  private static final Function<Machine, Allocator> GENERAL =
      machine -> new SlabAllocator(machine, new ParkedWord(machine));

  private static Measured measured(Function<Machine, Allocator> start) {
    Subject subject =
        new Subject(
            "made/up",
            "a heap",
            Optional.empty(),
            new KfreeFamily(),
            Subject.Kind.SEEDED,
            Set.of(),
            Set.of(),
            start);
    return new Measured("heap", "a heap", subject, false, (allocator, cpu) -> {});
  }

  private static Heap heap(Function<Machine, Allocator> start) {
    Heap heap = new Heap(measured(start));
    heap.create(Kind.TIMER);
    heap.create(Kind.NAME);
    return heap;
  }

  private static MagazineHeap magazines() {
    MagazineHeap heap = new MagazineHeap(measured(GENERAL));
    heap.create(Kind.TIMER);
    heap.create(Kind.NAME);
    return heap;
  }

  private static void allocate(Heap heap, int from, int to, Kind kind, int cpu) {
    IntStream.range(from, to).forEach(object -> heap.allocate(object, kind, cpu));
  }

  private static void free(Heap heap, int from, int to, Kind kind, int cpu) {
    IntStream.range(from, to).forEach(object -> heap.free(object, kind, cpu));
  }

  @Test
  void aSlabCountsAsHeldFromItsFirstObjectAndAsEmptyAfterItsLast() {
    Heap heap = heap(GENERAL);
    heap.sample(1);
    heap.allocate(7, Kind.NAME, 1);
    heap.sample(2);
    heap.free(7, Kind.NAME, 1);
    heap.sample(3);
    assertThat(heap.course().samples())
        .containsExactly(
            new Sample(1, 0, 0, 0),
            new Sample(2, 192, 128 << 10, 0),
            new Sample(3, 0, 128 << 10, 128 << 10));
  }

  @Test
  void aSlabThatOthersUseIsKeptAndAnEmptyOneIsNot() {
    Heap heap = heap(GENERAL);
    allocate(heap, 1, 2001, Kind.TIMER, 0);
    List<Integer> objects = IntStream.range(1, 2000).boxed().toList();
    var slabs = heap.slabs(objects);
    assertThat(slabs).hasSize(1);
    free(heap, 1, 2000, Kind.TIMER, 3);
    heap.settle();
    heap.unmounted(9, 1999 * 64, slabs);
    assertThat(heap.course().unmounts())
        .containsExactly(new Unmount(9, 1999 * 64, 1, 1, (128 << 10) - 64, 0));
  }

  @Test
  void manyRemoteFreesInARowDoNotBlockOnAFullMailbox() {
    Heap heap = heap(GENERAL);
    allocate(heap, 1, 60_001, Kind.NAME, 0);
    free(heap, 1, 60_001, Kind.NAME, 1);
    heap.settle();
    heap.sample(1);
    assertThat(heap.course().last().live()).isZero();
    assertThat(heap.course().last().held()).isLessThan(20 * (128 << 10));
  }

  @Test
  void anAllocatorThatGivesOutMemoryTwiceIsNotMeasured() {
    Heap heap =
        heap(
            machine ->
                new SlabAllocator(machine, new ParkedWord(machine)) {
                  private long granted;

                  @Override
                  public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
                    granted = granted == 0 ? super.allocate(cpu, type, bytes, flags) : granted;
                    return granted;
                  }
                });
    allocate(heap, 1, 3, Kind.NAME, 0);
    assertThatThrownBy(() -> heap.free(1, Kind.NAME, 0))
        .hasMessage("heap: somebody else wrote into object 1");
  }

  @Test
  void aMachineThatIsTooSmallIsSaidToBe() {
    Heap heap = heap(GENERAL);
    assertThatThrownBy(() -> allocate(heap, 1, 1 << 20, Kind.NAME, 0))
        .hasMessage("heap needs more than 512 slabs");
  }

  @Test
  void aMagazineGivesBackWhatWasPutThereLastWhoeverAllocatedIt() {
    MagazineHeap heap = magazines();
    allocate(heap, 1, 3, Kind.NAME, 0);
    var first = heap.slabs(List.of(1));
    heap.free(1, Kind.NAME, 2);
    heap.allocate(4, Kind.NAME, 2);
    assertThat(heap.slabs(List.of(4))).isEqualTo(first);
    heap.allocate(5, Kind.NAME, 2);
    assertThat(heap.slabs(List.of(5))).as("cpu2's own").isNotEqualTo(first);
  }

  @Test
  void theDepotIsFilledToItsEndAndTheRestGoesBack() {
    MagazineHeap heap = magazines();
    allocate(heap, 1, 20_001, Kind.NAME, 0);
    free(heap, 1, 20_001, Kind.NAME, 1);
    heap.settle();
    heap.sample(1);
    // 64 magazines of 64 in the depot and two at the cpu keep 4,224 objects in 7 slabs or more.
    assertThat(heap.course().last().held()).isBetween(7L << 17, 20L << 17);
    assertThat(heap.course().last().empty()).isEqualTo(heap.course().last().held());
  }

  @Test
  void aTypeIsDestroyedWithNothingOfItInTheMagazines() {
    MagazineHeap heap = magazines();
    allocate(heap, 1, 5_001, Kind.NAME, 0);
    free(heap, 1, 5_001, Kind.NAME, 1);
    heap.destroy(Kind.NAME, 0); // which throws if there is
    heap.sample(1);
    assertThat(heap.course().last().live()).isZero();
  }
}
