package ripsaw.linux.slub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Shape;
import ripsaw.machine.cache.Line;
import ripsaw.machine.cache.Place;
import ripsaw.machine.cache.Places;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

class SlubPlacesTest {
  private static final int LINE = 64;
  private final Machine machine = Machine.raw(Shape.small(2, 2, 4));
  private final SlubWords words = new SlubWords(machine);
  private final Cpu cpu0 = machine.cpu(0);
  private final Cpu cpu1 = machine.cpu(1);

  private Places places(String id) {
    Subject subject = Catalogue.load().find(id).orElseThrow();
    return subject.family().places(subject, machine);
  }

  private Line line(Places places, Cpu cpu) {
    return places.of(words.ofCpu(cpu, 0, SlubWords.CPU_PAGE)).line(LINE);
  }

  @Test
  void beforeTheSeedNeighbouringCpusPointersShareALine() {
    Places places = places("linux/2.6.23");
    assertThat(line(places, cpu0)).isEqualTo(line(places, cpu1));
    assertThat(line(places, cpu0)).isNotEqualTo(places.of(words.cache(0)).line(LINE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"linux/dfb4f096", "linux/2.6.24", "linux/slub-reference"})
  void sinceTheSeedEachCpuHasALineForEachCache(String id) {
    Places places = places(id);
    assertThat(line(places, cpu0)).isNotEqualTo(line(places, cpu1));
    Set<Line> ofCpu0 =
        IntStream.range(0, 4)
            .mapToObj(field -> places.of(words.ofCpu(cpu0, 0, field)).line(LINE))
            .collect(Collectors.toSet());
    assertThat(ofCpu0).hasSize(1);
    assertThat(places.of(words.ofCpu(cpu0, 1, 0)).line(LINE)).isNotIn(ofCpu0);
  }

  @Test
  void allOfAPagesStructureIsOnOneLineAndNoFieldLiesOnAnother() {
    Places places = places("linux/2.6.24");
    long page = machine.pageAddresses().get(1);
    Set<Place> fields =
        IntStream.range(0, 7)
            .mapToObj(field -> places.of(words.ofPage(page, field)))
            .collect(Collectors.toSet());
    assertThat(fields).hasSize(7).allMatch(one -> one.structure().equals("struct page"));
    assertThat(fields.stream().map(one -> one.line(LINE)).distinct()).hasSize(1);
  }

  @Test
  void anObjectLiesWhereItsSlabHasIt() {
    Places places = places("linux/2.6.24");
    long page = machine.pageAddresses().get(1);
    assertThat(places.of(page + 8)).isEqualTo(new Place("object", words.slabOf(page), 8));
    assertThat(places.of(words.slubDebug()).structure()).isEqualTo("slub_debug");
  }
}
