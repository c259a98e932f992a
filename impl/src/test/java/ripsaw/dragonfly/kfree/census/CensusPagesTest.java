package ripsaw.dragonfly.kfree.census;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjCensus;
import ripsaw.spec.Census;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.HeapModel;

class CensusPagesTest {
  private static final long A = 0x800;
  private static final long B = 0xa00;
  private static final long C = 0xc00;

  private final HeapModel model = new HeapModel();

  private static KfreeCensus.Slab slab(long base, boolean live) {
    return new KfreeCensus.Slab(
        base,
        512,
        0,
        live,
        64,
        base + 128,
        2,
        1,
        List.of(base + 128),
        List.of(),
        List.of(),
        1,
        false,
        0,
        false);
  }

  private static KfreeCensus census(List<KfreeCensus.Slab> slabs, Optional<List<Long>> reserve) {
    return new KfreeCensus(
        slabs,
        Map.of(),
        true,
        List.of(),
        Set.of(),
        false,
        reserve.map(pages -> pages.stream().map(page -> new Census.Extent(page, 512)).toList()));
  }

  @Test
  void aPageIsASlabsOrCachedOrACallers() {
    KfreeCensus census = census(List.of(slab(A, true), slab(B, false)), Optional.of(List.of(B)));
    model.grant(new HeapModel.Block(C, 600, 1024, 0));
    assertThat(census.judgePages(model, List.of(A, B, C, C + 512))).isEmpty();
  }

  @Test
  void aPageThatNobodyHasIsLost() {
    KfreeCensus census = census(List.of(slab(A, true)), Optional.of(List.of()));
    assertThat(census.judgePages(model, List.of(A, B)))
        .hasValueSatisfying(
            lost -> {
              assertThat(lost.property()).isEqualTo(CommonProperty.EVERY_PAGE);
              assertThat(lost.detail()).startsWith("page 0xa00 is lost");
            });
  }

  @Test
  void aSlabThatWasRippedAndIsInNoCacheIsLost() {
    KfreeCensus census = census(List.of(slab(A, false)), Optional.of(List.of()));
    assertThat(census.judgePages(model, List.of(A))).isPresent();
  }

  @Test
  void aPageHasOnePlace() {
    KfreeCensus live = census(List.of(slab(A, true)), Optional.of(List.of(A)));
    assertThat(live.judgePages(model, List.of(A)).orElseThrow().detail()).endsWith("has 2 places");
    KfreeCensus twice = census(List.of(), Optional.of(List.of(B, B)));
    assertThat(twice.judgePages(model, List.of(B))).isPresent();
  }

  @Test
  void whatIsKeptIsNotFree() {
    KfreeCensus census = census(List.of(), Optional.of(List.of(B)));
    assertThat(census.judgePages(model, List.of()).orElseThrow().detail())
        .isEqualTo("page 0xa00 is kept, and free");
  }

  @Test
  void whoDoesNotTellWhatItKeepsIsNotJudged() {
    KfreeCensus census = new KfreeCensus(List.of(), Map.of(), true, List.of(), Set.of(), false);
    assertThat(census.extents()).isEmpty();
    assertThat(census.judgePages(model, List.of(A))).isEmpty();
  }

  @Test
  void aSlabOfItsOwnerWithAFreeChunkOfThatSizeCanServe() {
    KfreeCensus census = census(List.of(slab(A, true)), Optional.of(List.of()));
    assertThat(census.canServe(0, 0, 64)).isPresent();
    assertThat(census.canServe(1, 0, 64)).as("another cpu").isEmpty();
    assertThat(census.canServe(0, 0, 40)).as("another size").isEmpty();
    assertThat(census(List.of(slab(A, false)), Optional.empty()).canServe(0, 0, 64))
        .as("a slab that was ripped")
        .isEmpty();
  }

  @Test
  void aZoneServesFromItsListsAndFromWhatItsCpuHolds() {
    KmallocObjCensus census = zone(List.of(0L, A), List.of());
    assertThat(census.canServe(1, 0, 64)).as("its alternate").isPresent();
    assertThat(census.canServe(0, 0, 64)).as("another cpu's").isEmpty();
    assertThat(census.canServe(1, 1, 64)).as("another zone").isEmpty();
    assertThat(zone(List.of(0L, 0L), List.of(A)).canServe(0, 0, 64)).as("its list").isPresent();
  }

  @Test
  void aSlabOfObjectsThatIsInNoPlaceIsLost() {
    assertThat(zone(List.of(0L, A), List.of()).judgePages(model, List.of(A))).isEmpty();
    assertThat(zone(List.of(0L, 0L), List.of()).judgePages(model, List.of(A))).isPresent();
  }

  private static KmallocObjCensus zone(List<Long> alternate, List<Long> empty) {
    KmallocObjCensus.Slab slab =
        new KmallocObjCensus.Slab(
            A, 512, 0, 0, 2, 2, 64, A + 96, A + 128, 1, 2, 2, List.of(0L, A + 192), 0);
    KmallocObjCensus.Zone zone =
        new KmallocObjCensus.Zone(
            0,
            true,
            List.of(0L, 0L),
            alternate,
            List.of(),
            List.of(),
            empty,
            List.of(0L, 0L, (long) empty.size()),
            true,
            false);
    return new KmallocObjCensus(
        List.of(slab),
        List.of(zone),
        List.of(),
        new KmallocObjCensus.Shared(0, 0),
        new KmallocObjCensus.Bounds(0, 1, 0, 16),
        List.of());
  }
}
