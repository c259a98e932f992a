package ripsaw.gate.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.kfree.ParkedWord;
import ripsaw.dragonfly.kfree.SlabAllocator;
import ripsaw.dragonfly.kfree.SlabHeader;
import ripsaw.gate.signals.Signals.Row;
import ripsaw.gate.text.Inconclusive;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.subject.Allocator;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

class SignalsTest {
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final Subject MESSAGES = subject("dragonfly/cfc3386");
  private static final Subject REFERENCE = subject("dragonfly/reference");
  private static final Setting DEEP = new Setting(34, true, Frees.IN_BATCHES, 2);
  private static final Setting BY_LOT = new Setting(8, true, Frees.BY_LOT, 4);

  private static Subject subject(String id) {
    return CATALOGUE.find(id).orElseThrow();
  }

  private static Row row(Setting setting, Subject... subjects) {
    return Signals.of(List.of(subjects), List.of(setting), 1).rows().get(0);
  }

  /** The reference, made otherwise. */
  private static Subject made(Function<Machine, Allocator> start) {
    return new Subject(
        "test/other",
        "",
        REFERENCE.origin(),
        REFERENCE.family(),
        REFERENCE.kind(),
        REFERENCE.violates(),
        REFERENCE.unpromised(),
        start);
  }

  @Test
  void theSameSeedGivesTheSameFiguresAndAnotherSeedOthers() {
    List<Subject> subjects = List.of(MESSAGES, REFERENCE);
    Signals one = Signals.of(subjects, List.of(BY_LOT), 1);
    assertThat(Signals.of(subjects, List.of(BY_LOT), 1)).isEqualTo(one);
    assertThat(Signals.of(subjects, List.of(BY_LOT), 2).rows()).isNotEqualTo(one.rows());
  }

  @Test
  void allLoadsAreThereAndTheirWorkingSetsAreSmallerAndLargerThanASlab() {
    List<Setting> all = Setting.all();
    assertThat(all).doesNotHaveDuplicates();
    assertThat(all).extracting(Setting::frees).contains(Frees.values());
    assertThat(all).extracting(Setting::chunks).contains(2, 2730);
    assertThat(all).extracting(Setting::cpus).containsOnly(2, 4, 8);
    assertThat(all)
        .allSatisfy(
            one -> assertThat(one.live() > one.chunks()).as("%s", one).isEqualTo(one.larger()));
  }

  @Test
  void aMessageForEachRemoteFreeIsASignalForEach() {
    assertThat(row(BY_LOT, MESSAGES).rate(0)).isEqualTo(1000);
  }

  /** A slab parks once when all its chunks are in use, and one signal comes back for all. */
  @Test
  void aSlabThatIsDrainedToItsEndCostsOneSignal() {
    Row row = row(DEEP, MESSAGES, REFERENCE);
    assertThat(row.factor(1).orElseThrow()).isEqualTo(34);
  }

  @Test
  void aWorkingSetThatFitsASlabCostsNone() {
    Row row = row(new Setting(34, false, Frees.SINGLY, 8), MESSAGES, REFERENCE);
    assertThat(row.factor(1)).isEmpty();
    assertThat(row.rate(1)).isZero();
  }

  /** The newest slab is taken first: it has the one chunk that was freed, and parks again. */
  @Test
  void fullSlabsThatAreFreedSinglyCostASignalEachIfTheNewestIsTakenFirst() {
    Setting singly = new Setting(113, true, Frees.SINGLY, 2);
    Row row = row(singly, MESSAGES, REFERENCE, subject("dragonfly/f86fcbe"));
    assertThat(row.factor(1).orElseThrow()).isLessThan(1.1);
    assertThat(row.factor(2).orElseThrow()).isGreaterThan(40);
  }

  /** The canary: more signals are seen to be more. */
  @Test
  void aVersionThatSignalsTooOftenIsSeenTo() {
    Subject eager =
        made(
            machine ->
                new SlabAllocator(
                    machine,
                    new ParkedWord(machine) {
                      @Override
                      public void free(Cpu cpu, int type, long zone, long chunk) {
                        Cpu owner = ownerOf(cpu, zone);
                        super.free(cpu, type, zone, chunk);
                        signal(cpu, owner, zone);
                      }
                    }));
    assertThat(row(DEEP, MESSAGES, eager).factor(1).orElseThrow()).isBetween(0.9, 1.0);
  }

  /** The canary of the census in the end. */
  @Test
  void aVersionThatLosesAChunkIsNotMeasured() {
    Subject loser =
        made(
            machine ->
                new SlabAllocator(
                    machine,
                    new ParkedWord(machine) {
                      private int frees;

                      @Override
                      public void free(Cpu cpu, int type, long zone, long chunk) {
                        if (++frees != 100) {
                          super.free(cpu, type, zone, chunk);
                        }
                      }
                    }));
    assertThatThrownBy(() -> row(BY_LOT, loser))
        .isInstanceOf(Inconclusive.class)
        .hasMessageContaining("conservation");
  }

  @Test
  void aVersionThatGrantsMemoryTwiceIsNotMeasured() {
    Subject twice =
        made(
            machine ->
                new SlabAllocator(machine, new ParkedWord(machine)) {
                  private long granted;

                  @Override
                  public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
                    granted = granted == 0 ? super.allocate(cpu, type, bytes, flags) : granted;
                    return granted;
                  }
                });
    assertThatThrownBy(() -> row(DEEP, twice))
        .isInstanceOf(Inconclusive.class)
        .hasMessageContaining("somebody wrote into an object");
  }

  @Test
  void aMachineThatIsTooSmallIsSaidToBe() {
    Subject keeper =
        made(
            machine ->
                new SlabAllocator(
                    machine,
                    new ParkedWord(machine) {
                      @Override
                      public void free(Cpu cpu, int type, long zone, long chunk) {
                        memory.getPlain(cpu, zone + SlabHeader.CHUNK);
                      }
                    }));
    assertThatThrownBy(() -> row(DEEP, keeper))
        .isInstanceOf(Inconclusive.class)
        .hasMessageContaining("has no memory left");
  }
}
