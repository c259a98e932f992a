package ripsaw.linux.slub.mutants;

import static ripsaw.linux.slub.mutants.SlubMutants.mutant;
import static ripsaw.subject.Killers.ALL;
import static ripsaw.subject.Killers.JAVA;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.linux.slub.Slub;
import ripsaw.linux.slub.census.SlubProperty;
import ripsaw.machine.Cpu;
import ripsaw.subject.Mutant;

/** What is counted wrongly. */
final class CountMutants {
  private CountMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("free-uncounted")
            .breaks(SlubProperty.INUSE)
            .foundBy(ALL)
            .because("an object comes back to a slab, and counts as in use")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected void countFreed(Cpu cpu, long page) {}
                    }),
        mutant("merge-uncounted")
            .breaks(SlubProperty.INUSE)
            .foundBy(RUNNING)
            .because("what a cpu had to itself goes back to the slab, and counts as in use")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected void countMerged(Cpu cpu, long page) {}
                    }),
        mutant("one-counted-of-many")
            .breaks(SlubProperty.INUSE)
            .foundBy(JAVA)
            .because("a cpu takes over a whole list, and one object counts as in use")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected void countTaken(Cpu cpu, int cache, long page) {
                        setInuse(cpu, page, inuse(cpu, page) + 1);
                      }
                    }),
        mutant("slab-uncounted")
            .breaks(SlubProperty.NODE_COUNTS)
            .foundBy(ALL)
            .because("a new slab is not counted by its node, and is when it is discarded")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected void countSlab(Cpu cpu, int cache, long page) {}
                    }),
        mutant("slabs-counted-in-two-steps")
            .breaks(SlubProperty.NODE_COUNTS)
            .foundBy(RUNNING)
            .because("nr_slabs is read and written, with no lock, where the kernel adds atomically")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected void countSlab(Cpu cpu, int cache, long page) {
                        setNrSlabs(cpu, cache, nodeOf(page), nrSlabs(cpu, cache, nodeOf(page)) + 1);
                      }
                    }));
  }
}
