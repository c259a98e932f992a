package ripsaw.netbsd.pool.mutants;

import static ripsaw.netbsd.pool.mutants.PoolMutants.mutant;
import static ripsaw.subject.Killers.ALL;
import static ripsaw.subject.Killers.EXPLORER;
import static ripsaw.subject.Killers.JAVA;
import static ripsaw.subject.Killers.NOT_LINCHECK;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.netbsd.pool.PoolCache;
import ripsaw.netbsd.pool.PoolWords;
import ripsaw.netbsd.pool.census.PoolProperty;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;

/** Items in pages, pages that come to a pool and leave it. */
final class PageMutants {
  private PageMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("out-not-counted")
            .breaks(PoolProperty.POOL_COUNTS)
            .foundBy(ALL)
            .because("an item that is got from the pool is counted as free still")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected void countTaken(Cpu cpu, int cache) {}
                    }),
        mutant("full-page-not-moved")
            .breaks(PoolProperty.PAGE_LISTS)
            .foundBy(ALL)
            .because("a page whose last item is got stays on the list of partial ones")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected void becameFull(Cpu cpu, int cache, long page) {}
                    }),
        mutant("released-with-one-missing")
            .breaks(PoolProperty.PAGE_RELEASE)
            .foundBy(NOT_LINCHECK)
            .because("a page is taken for idle that has one item out")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected boolean isIdle(long missing) {
                        return missing <= 1;
                      }
                    }),
        mutant("growers-race")
            .breaks(PoolProperty.NEEDED_PAGES)
            .foundBy(ALL)
            .because("two cpus that find a pool empty each add a page, though one is enough")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected boolean isPageNeeded(Cpu cpu, int cache) {
                        return true;
                      }
                    }),
        mutant("low-water-ignored")
            .breaks(PoolProperty.WATER_MARKS)
            .foundBy(EXPLORER)
            .because("a pool that is below its low water mark is left so")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected boolean isBelowLowWater(Cpu cpu, int cache) {
                        return false;
                      }
                    }),
        mutant("never-catches-up")
            .breaks(PoolProperty.WATER_MARKS)
            .foundBy(EXPLORER)
            .because("a get that leaves its pool below the low water mark does not look at that")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected void catchUp(Cpu cpu, int cache) {}
                    }),
        mutant("refused-at-once")
            .breaks(PoolProperty.ITEM_REFUSED)
            .foundBy(RUNNING)
            .because("who gets no page does not look whether items came back meanwhile")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected boolean hasItem(Cpu cpu, int cache) {
                        return false;
                      }
                    }),
        mutant("empty-page-first")
            .breaks(PoolProperty.PAGE_LISTS)
            .foundBy(RUNNING)
            .because("items are cut out of an empty page while a partial one has some")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected void updateCurpage(Cpu cpu, int cache) {
                        super.updateCurpage(cpu, cache);
                        long empty = ofCache(cpu, cache, PoolWords.EMPTY_PAGES);
                        if (empty != 0) {
                          setOfCache(cpu, cache, PoolWords.CURPAGE, empty);
                        }
                      }
                    }),
        mutant("given-up-too-early")
            .breaks(PoolProperty.WATER_MARKS)
            .foundBy(RUNNING)
            .because("an idle page leaves its pool at once, whatever the marks say")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected boolean isAboveHighWater(Cpu cpu, int cache) {
                        return true;
                      }
                    }),
        mutant("drained-below-low-water")
            .breaks(PoolProperty.WATER_MARKS)
            .foundBy(EXPLORER)
            .because("who drains a pool takes its last idle page, too, that the low mark wants")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected boolean mayRelease(Cpu cpu, int cache) {
                        return true;
                      }
                    }),
        mutant("drained-without-pages")
            .breaks(PoolProperty.DRAIN)
            .foundBy(RUNNING)
            .because("who drains a pool empties its cache, and leaves its idle pages")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected void releaseIdlePages(Cpu cpu, int cache) {}
                    }),
        mutant("pages-kept")
            .breaks(CommonProperty.EVERY_PAGE)
            .foundBy(ALL)
            .because("a page that leaves its pool goes nowhere")
            .as(
                machine ->
                    new PoolCache(machine) {
                      @Override
                      protected void freePage(Cpu cpu, long page) {}
                    }),
        mutant("released-and-written")
            .breaks(CommonProperty.NO_USE_AFTER_RIP)
            .foundBy(JAVA)
            .because("the link in a page's first item is cleared after the page went")
            .as(ReleasedAndWritten::new));
  }

  private static final class ReleasedAndWritten extends PoolCache {
    ReleasedAndWritten(Machine machine) {
      super(machine);
    }

    @Override
    protected void freePage(Cpu cpu, long page) {
      super.freePage(cpu, page);
      setNext(cpu, page, 0);
    }
  }
}
