package ripsaw.gate.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.blackbox.BlackBoxFamily;
import ripsaw.blackbox.Heap;
import ripsaw.gate.lines.LineTable.Lines;
import ripsaw.gate.lines.LineTable.Operation;
import ripsaw.gate.lines.LineTable.Pair;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.cache.Place;
import ripsaw.machine.cache.Places;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

class LineTableTest {
  /** Who allocates writes one word, who frees another. */
  private static final class TwoWords extends Heap {
    private long page;
    private int granted;

    TwoWords(Machine machine) {
      super(machine);
    }

    @Override
    protected long allocate(Cpu cpu, long bytes) {
      if (page == 0) {
        page = machine.pages().allocate(cpu, 1, 1, true);
        memory.beginShared(cpu, page, machine.shape().pageBytes());
      }
      memory.setPlain(cpu, machine.sharedWord(0), 1);
      return page + bytes * (granted++ % 8);
    }

    @Override
    protected void free(Cpu cpu, long address) {
      memory.setPlain(cpu, machine.sharedWord(1), 1);
    }
  }

  private static final Subject TWO_WORDS =
      new Subject(
          "test/two-words",
          "",
          Optional.empty(),
          new BlackBoxFamily(),
          Subject.Kind.REFERENCE,
          Set.of(),
          Set.of(),
          TwoWords::new);

  private static final Catalogue CATALOGUE = Catalogue.load();

  private static LineTable table(String id) {
    return LineTable.of(CATALOGUE.find(id).orElseThrow(), 64);
  }

  private static Pair pair(LineTable table, int batch, boolean used) {
    return table.pairs().stream()
        .filter(one -> one.batch() == batch && one.used() == used)
        .findFirst()
        .orElseThrow();
  }

  private static Function<Machine, Places> words(int bytesApart) {
    return machine ->
        address ->
            address == machine.sharedWord(0) || address == machine.sharedWord(1)
                ? new Place("words", 0, (address - machine.sharedWord(0)) / 8 * bytesApart)
                : machine.place(address);
  }

  @Test
  void twoWordsOnTwoLinesMoveNothing() {
    LineTable table = LineTable.of(TWO_WORDS, 64, words(64));
    assertThat(table.pairs())
        .allSatisfy(
            pair -> {
              assertThat(pair.transfers()).isEmpty();
              assertThat(pair.invalidations()).isEmpty();
            });
  }

  /** The canary: what the table counts is there to be seen as soon as two words share a line. */
  @Test
  void theSameWordsOnOneLineMoveItTwiceForEachBatch() {
    LineTable table = LineTable.of(TWO_WORDS, 64, words(8));
    for (int batch : List.of(1, 2, 4)) {
      assertThat(pair(table, batch, false).transfers()).isEqualTo(Map.of("words", 2.0 / batch));
      assertThat(pair(table, batch, false).invalidations()).isEqualTo(Map.of("words", 2.0 / batch));
    }
  }

  @Test
  void whatIsApartOnLinesOf64MaySharesALineOf128() {
    assertThat(pair(LineTable.of(TWO_WORDS, 128, words(64)), 1, false).transfers())
        .isEqualTo(Map.of("words", 2.0));
  }

  @Test
  void anObjectThatIsUsedIsMovedByItsUseAndNotByAnAllocatorThatDoesNotTouchIt() {
    Pair pair = pair(LineTable.of(TWO_WORDS, 64, words(64)), 1, true);
    assertThat(pair.transfers()).isEmpty();
    assertThat(pair.usersTransfers()).isEqualTo(1);
  }

  @Test
  void anOperationHasItsLinesCountedOnceHoweverOftenItTouchesThem() {
    List<Operation> operations = LineTable.of(TWO_WORDS, 64, words(64)).operations();
    assertThat(operations).hasSize(4);
    assertThat(operations)
        .allSatisfy(
            one -> {
              assertThat(one.ways()).isEqualTo(1);
              assertThat(one.lines().written()).isEqualTo(Map.of("words", 1.0));
              assertThat(one.lines().readOnly()).isEmpty();
            });
  }

  static Stream<Subject> references() {
    return CATALOGUE.references().stream();
  }

  @ParameterizedTest
  @MethodSource("references")
  void aReferenceKeepsItsPromisesAndACpuAloneMovesNothing(Subject reference) {
    LineTable table = LineTable.of(reference, 64);
    assertThat(table.broken()).isEmpty();
    List<String> moved = new ArrayList<>();
    for (Operation one : table.operations()) {
      if (one.where().equals("cpu0 alone")
          && Lines.sum(one.lines().transfers()) + Lines.sum(one.lines().invalidations()) > 0) {
        moved.add(one.toString());
      }
    }
    assertThat(moved).isEmpty();
    assertThat(table.operations()).extracting(Operation::where).contains("cpu1 frees");
  }

  @Test
  void theSameSubjectGivesTheSameTable() {
    assertThat(table("dragonfly/reference")).isEqualTo(table("dragonfly/reference"));
  }

  /**
   * Seed 5fee07e: "the c_Next link field in the chunk creates an issue no matter what we do". The
   * freeing cpu writes it, the owner reads it: one transfer for an object, however it is handed
   * over. A ring of free objects has none.
   */
  @Test
  void theLinkInTheChunkCostsATransferAnObjectAndARingNone() {
    LineTable linked = table("dragonfly/reference");
    assertThat(linked.pairs())
        .hasSize(6)
        .allSatisfy(one -> assertThat(one.transfers().get("chunk")).isBetween(0.95, 1.05));
    assertThat(table("dragonfly/kmalloc_obj-reference").pairs())
        .hasSize(6)
        .allSatisfy(one -> assertThat(one.transfers()).doesNotContainKey("object"));
  }

  /** Until 2016 the slots of two cpus lay side by side; since then each has a line. */
  @Test
  void slotsOfTheAccountingSideBySideMoveAndPaddedOnesDoNot() {
    assertThat(pair(table("dragonfly/28135cc"), 1, false).transfers())
        .containsEntry("malloc_type", 4.0)
        .containsEntry("slab header", 3.0);
    assertThat(pair(table("dragonfly/f86fcbe"), 1, false).transfers())
        .containsOnlyKeys("chunk", "slab header")
        .containsEntry("slab header", 3.0);
  }

  /**
   * Seed dfb4f096: "Cachelines touched before this patch: Write: page cache struct and first
   * cacheline of object. After: Write: kmem_cache_cpu cacheline and first cacheline of object.
   * Read: page cache struct (but see later patch that avoids touching that cacheline)". An
   * allocation reads the object's free pointer; its user writes.
   */
  @Test
  void theSeedOfSlubMovesTheAllocationsWriteToALineOfItsOwn() {
    assertThat(usual("linux/2.6.23", "cpu0 alone", "allocate"))
        .containsExactly("writes struct page", "reads kmem_cache, object");
    assertThat(usual("linux/dfb4f096", "cpu0 alone", "allocate"))
        .containsExactly("writes kmem_cache_cpu", "reads object, struct page");
    assertThat(usual("linux/2.6.24", "cpu0 alone", "allocate"))
        .containsExactly("writes kmem_cache_cpu", "reads object");
  }

  /** "Write(to other): page struct and first cacheline of object; Read(to other): cpu local". */
  @Test
  void aFreeToAnotherCpusSlabReadsTheCpusOwnLineBesides() {
    assertThat(usual("linux/2.6.23", "cpu1 frees", "free another's"))
        .containsExactly("writes object, struct page", "reads kmem_cache");
    for (String subject : List.of("linux/dfb4f096", "linux/2.6.24", "linux/slub-reference")) {
      assertThat(usual(subject, "cpu1 frees", "free another's"))
          .containsExactly("writes object, struct page", "reads kmem_cache_cpu");
    }
  }

  /** Which lines most operations of a kind touch. */
  private static List<String> usual(String subject, String where, String kind) {
    Operation most =
        table(subject).operations().stream()
            .filter(one -> one.where().equals(where) && one.kind().equals(kind))
            .max(Comparator.comparing(Operation::times))
            .orElseThrow();
    assertThat(most.lines().written().values()).containsOnly(1.0);
    assertThat(most.lines().readOnly().values()).containsOnly(1.0);
    return List.of(
        "writes " + String.join(", ", new TreeSet<>(most.lines().written().keySet())),
        "reads " + String.join(", ", new TreeSet<>(most.lines().readOnly().keySet())));
  }

  /**
   * "Avoid page struct cacheline bouncing": the seed alone saves one of two transfers, for an
   * allocation still reads there where the free pointer lies. What followed saves the other.
   */
  @Test
  void thePagesLineStopsBouncingTwoPatchesAfterTheSeed() {
    assertThat(pair(table("linux/2.6.23"), 1, false).transfers().get("struct page"))
        .isBetween(1.9, 2.0);
    assertThat(pair(table("linux/dfb4f096"), 1, false).transfers().get("struct page"))
        .isBetween(1.0, 1.1);
    assertThat(pair(table("linux/2.6.24"), 1, false).transfers().get("struct page"))
        .isLessThan(0.1);
    assertThat(pair(table("linux/slub-reference"), 1, false).transfers().get("struct page"))
        .isLessThan(0.1);
  }
}
