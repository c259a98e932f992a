package ripsaw.machine.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import ripsaw.machine.Cpu;
import ripsaw.machine.CpuLocal;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineObserver;
import ripsaw.machine.RecordingWatch;
import ripsaw.machine.Shape;

class PlaceTest {
  private final RecordingWatch watch = new RecordingWatch();
  private final Machine machine = Machine.checked(Shape.small(2, 4, 8), watch);

  @Test
  void wordsOfAStructureShareALineAsFarAsItReaches() {
    Place first = new Place("slab", 3, 56);
    Place second = new Place("slab", 3, 64);
    assertThat(first.line(64)).isEqualTo(new Line("slab", 3, 0));
    assertThat(second.line(64)).isEqualTo(new Line("slab", 3, 1));
    assertThat(first.line(128)).isEqualTo(second.line(128));
    assertThat(new Place("slab", 4, 56).line(128)).isNotEqualTo(first.line(128));
  }

  @Test
  void aWordOfTheMachineLiesInOnePlaceOnly() {
    Set<Place> places = new HashSet<>();
    int words = 0;
    for (long address = 0; address < 1 << 16; address += 8) {
      if (machine.isMemory(address)) {
        places.add(machine.place(address));
        words++;
      }
    }
    assertThat(words).isPositive();
    assertThat(places).hasSize(words);
  }

  @Test
  void noTwoCpusAreasShareALine() {
    Line of0 = machine.place(machine.cpuWord(machine.cpu(0), 31)).line(128);
    Line of1 = machine.place(machine.cpuWord(machine.cpu(1), 0)).line(128);
    assertThat(of0.structure()).isEqualTo(of1.structure()).isEqualTo("cpu's area");
    assertThat(of0).isNotEqualTo(of1);
  }

  @Test
  void cpuLocalWordsAreAStructureOfTheirOwnUnderTheNameThatTheyAreGiven() {
    List<Line> lines = new ArrayList<>();
    for (Cpu cpu : machine.cpus()) {
      CpuLocal own = machine.cpuLocal(cpu, 12, "kmem_cache_cpu");
      watch.touches.clear();
      own.get(cpu, 0);
      own.get(cpu, 7);
      own.set(cpu, 8, 1);
      watch.touches.stream()
          .map(touch -> machine.placeOf(touch.location()).orElseThrow().line(64))
          .forEach(lines::add);
    }
    assertThat(lines).extracting(Line::structure).containsOnly("kmem_cache_cpu");
    assertThat(lines).extracting(Line::index).containsExactly(0L, 0L, 1L, 0L, 0L, 1L);
    assertThat(lines.get(0)).isNotEqualTo(lines.get(3));
  }

  @Test
  void aLocationOfAWordOfMemoryIsNoWordElsewhere() {
    machine.memory().setPlain(machine.cpu(0), machine.sharedWord(0), 1);
    assertThat(watch.touches).isNotEmpty();
    assertThat(watch.touches)
        .allSatisfy(touch -> assertThat(machine.placeOf(touch.location())).isEmpty());
  }

  @Test
  void thePageAllocatorIsALineThatWhoeverComesThereWrites() {
    watch.touches.clear();
    machine.pages().allocate(machine.cpu(0), 1, 1, true);
    assertThat(watch.touches)
        .extracting(touch -> machine.placeOf(touch.location()))
        .contains(Optional.of(new Place("page allocator", 0, 0)));
  }

  @Test
  void aRawMachineTellsItsWatchWhatHappens() {
    Machine raw = Machine.raw(Shape.small(2, 4, 8), watch);
    raw.cpu(0).signal(raw.cpu(1), 8);
    assertThat(watch.events).hasSize(1);
    assertThat(Machine.raw(Shape.small(1, 2, 1)).watch()).isSameAs(MachineObserver.NOBODY);
  }
}
