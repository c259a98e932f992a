package ripsaw.dragonfly.kfree.census;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.PAGE_TABLE;
import static ripsaw.spec.CommonProperty.ACCOUNTING_CANCELS;

import java.util.List;
import org.junit.jupiter.api.Test;
import ripsaw.spec.Census;
import ripsaw.spec.Census.Account;
import ripsaw.spec.HeapModel;

/** The page table and the accounting: a right census, and the least change to it. */
class CensusTablesTest {
  private static final long PAGE = 0x8000;

  private final Scene scene = new Scene();

  @Test
  void aSlabMarkedForAnotherCpuBreaksThePageTable() {
    Scene.Draft slab = scene.listed();
    slab.owner = 1;
    assertThat(scene.broken()).containsExactly(PAGE_TABLE);
    scene.marks.put(slab.base, -2L);
    assertThat(scene.broken()).isEmpty();
  }

  @Test
  void aLiveSlabWithoutAMarkBreaksThePageTable() {
    scene.marks.put(scene.listed().base, 0L);
    assertThat(scene.broken()).containsExactly(PAGE_TABLE);
  }

  @Test
  void aSlabMarkedAsAnOversizedBlockBreaksThePageTable() {
    scene.marks.put(scene.listed().base, 1L);
    assertThat(scene.broken()).containsExactly(PAGE_TABLE);
  }

  @Test
  void aMarkThatOutlivesItsSlabBreaksThePageTable() {
    scene.marks.put(scene.cached().base, -1L);
    assertThat(scene.broken()).containsExactly(PAGE_TABLE);
  }

  @Test
  void aVersionWhoseTableKnowsNoSlabsMarksNone() {
    scene.marksSlabs = false;
    Scene.Draft slab = scene.listed();
    assertThat(scene.broken()).containsExactly(PAGE_TABLE);
    scene.marks.put(slab.base, 0L);
    assertThat(scene.broken()).isEmpty();
  }

  @Test
  void anOversizedBlockIsMarkedWhileItIsGranted() {
    scene.idle = true;
    scene.model.grant(new HeapModel.Block(PAGE, 1500, 1536, 0));
    scene.accounts.add(new Account(0, 1, 1536));
    scene.marks.put(PAGE, 3L);
    assertThat(scene.broken()).isEmpty();
    scene.marks.put(PAGE + 512, 3L);
    assertThat(scene.broken()).as("on its first page only").containsExactly(PAGE_TABLE);
  }

  @Test
  void aPageCountThatOutlivesItsBlockBreaksThePageTableOnceAllIsIdle() {
    scene.marks.put(PAGE, 3L);
    assertThat(scene.broken()).isEmpty();
    scene.idle = true;
    assertThat(scene.broken()).containsExactly(PAGE_TABLE);
  }

  @Test
  void accountsThatSumToWhatIsHeldBreakNothing() {
    scene.idle = true;
    scene.listed();
    scene.accounts.add(new Account(0, 2, 128));
    scene.accounts.add(new Account(1, 0, 0));
    assertThat(scene.broken()).isEmpty();
  }

  @Test
  void slotsOfWhichOneIsBelowZeroBreakNothingIfTheyCancel() {
    scene.idle = true;
    scene.listed();
    scene.accounts.add(new Account(0, List.of(new Census.Slot(5, 320), new Census.Slot(-3, -192))));
    assertThat(scene.broken()).isEmpty();
  }

  @Test
  void anAccountThatIsOffInChunksBytesOrTypeBreaksAccounting() {
    scene.idle = true;
    scene.listed();
    for (Account wrong :
        new Account[] {new Account(0, 1, 128), new Account(0, 2, 120), new Account(1, 2, 128)}) {
      scene.accounts.clear();
      scene.accounts.add(wrong);
      assertThat(scene.broken()).as(wrong.toString()).containsOnly(ACCOUNTING_CANCELS);
    }
  }

  @Test
  void aTypeOfWhichSomethingIsOutHasAnAccount() {
    scene.idle = true;
    scene.listed();
    scene.accounts.clear();
    assertThat(scene.broken()).containsExactly(ACCOUNTING_CANCELS);
  }

  @Test
  void accountsAreJudgedOnlyWhenAllIsIdleAndNoSignalIsPending() {
    scene.listed();
    scene.accounts.add(new Account(0, 3, 192));
    assertThat(scene.broken()).isEmpty();
    scene.idle = true;
    scene.signalsPending = true;
    assertThat(scene.broken()).isEmpty();
    scene.signalsPending = false;
    assertThat(scene.broken()).containsExactly(ACCOUNTING_CANCELS);
  }
}
