package ripsaw.linux.slub.mutants;

import static ripsaw.linux.slub.mutants.SlubMutants.mutant;
import static ripsaw.subject.Killers.ALL;
import static ripsaw.subject.Killers.JAVA;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.linux.slub.Slub;
import ripsaw.linux.slub.census.SlubProperty;
import ripsaw.machine.Cpu;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;

/** Slabs on a list that they should not be on, or on none. */
final class ListMutants {
  private ListMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("owner-ignored")
            .breaks(SlubProperty.PARTIAL_LIST)
            .foundBy(JAVA)
            .because("a free to the slab of another cpu lists it, as if it were nobody's")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected boolean leavesToOwner(Cpu cpu, long page) {
                        return false;
                      }
                    }),
        mutant("partial-unlisted")
            .breaks(SlubProperty.PARTIAL_LIST)
            .foundBy(ALL)
            .because("an object comes back to a full slab, which stays on no list")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected void becamePartial(Cpu cpu, int cache, long page) {}
                    }),
        mutant("partial-listed-again")
            .breaks(SlubProperty.PARTIAL_LIST)
            .foundBy(RUNNING)
            .because("each object that comes back lists its slab once more")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected boolean wasFull(long prior) {
                        return true;
                      }
                    }),
        mutant("unfrozen-unlisted")
            .breaks(SlubProperty.PARTIAL_LIST)
            .foundBy(RUNNING)
            .because("a cpu gives up a slab that has objects to give, and lists it nowhere")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected void listUnfrozen(Cpu cpu, int cache, long page) {}
                    }),
        mutant("discarded-and-listed")
            .breaks(SlubProperty.DISCARD)
            .foundBy(ALL)
            .because("a slab whose last object comes back is discarded, and stays on its list")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected void removePartial(Cpu cpu, int cache, long page) {}
                    }),
        mutant("list-of-another-cache")
            .breaks(SlubProperty.NODE_LIST)
            .foundBy(JAVA)
            .because("a slab that becomes partial goes on the list of another cache")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected void addPartialTail(Cpu cpu, int cache, long page) {
                        super.addPartialTail(cpu, 1 - cache, page);
                      }
                    }),
        mutant("no-partial-looked-for")
            .breaks(CommonProperty.REUSE)
            .foundBy(RUNNING)
            .because("who needs a slab makes one, whatever there is on the lists")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected long getPartial(Cpu cpu, int cache, int node) {
                        return 0;
                      }
                    }));
  }
}
