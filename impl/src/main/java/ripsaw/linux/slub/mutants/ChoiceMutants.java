package ripsaw.linux.slub.mutants;

import static ripsaw.linux.slub.mutants.SlubMutants.mutant;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.linux.slub.CacheGeometry;
import ripsaw.linux.slub.Slub;
import ripsaw.linux.slub.census.SlubProperty;
import ripsaw.machine.Cpu;
import ripsaw.subject.Mutant;

/** Choices that lose nothing, and are not what was asked for: of a node, of a path, of a size. */
final class ChoiceMutants {
  private ChoiceMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("node-ignored")
            .breaks(SlubProperty.NODE_CHOICE)
            .foundBy(RUNNING)
            .because("memory of a node is asked for, and any will do")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected int wantedNode(Cpu cpu) {
                        return ANY_NODE;
                      }
                    }),
        mutant("debug-slab-of-any-node")
            .breaks(SlubProperty.NODE_CHOICE)
            .foundBy(RUNNING)
            .because("the cpu has noted no node for its debug slab, so that does for each")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected boolean nodeMatches(Cpu cpu, int cache, long page, int node) {
                        return super.nodeMatches(cpu, cache, page, node)
                            || page != 0 && isDebug(cpu, page);
                      }
                    }),
        mutant("fast-path-of-any-node")
            .breaks(SlubProperty.NODE_CHOICE)
            .foundBy(RUNNING)
            .because("the fast path does not look of which node its objects are")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected long takeOwn(Cpu cpu, int cache, int node) {
                        return super.takeOwn(cpu, cache, ANY_NODE);
                      }
                    }),
        mutant("far-node-emptied")
            .breaks(SlubProperty.NODE_CHOICE)
            .foundBy(RUNNING)
            .because("a cpu takes the slabs that another node is to keep")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected boolean hasToSpare(Cpu cpu, int cache, int node) {
                        return true;
                      }
                    }),
        mutant("empty-slabs-never-kept")
            .breaks(SlubProperty.KEPT_SLABS)
            .foundBy(RUNNING)
            .because("each empty slab goes, however few the node has")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected boolean keepsEmpty(long partials) {
                        return false;
                      }
                    }),
        mutant("own-slab-locked")
            .breaks(SlubProperty.OWN_FREE)
            .foundBy(RUNNING)
            .because("a cpu takes the lock of its own slab to free to it")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected boolean isOwn(Cpu cpu, int cache, long page) {
                        return false;
                      }
                    }),
        mutant("no-debug-slab")
            .breaks(SlubProperty.DEBUG_SLABS)
            .foundBy(RUNNING)
            .because("checks are on, and slabs are made without")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected long debugFlag(Cpu cpu, int cache) {
                        return 0;
                      }
                    }),
        mutant("object-too-long")
            .breaks(SlubProperty.OBJECT_LAYOUT)
            .foundBy(RUNNING)
            .because("each object has 8 bytes that nobody uses")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected CacheGeometry geometryOf(long bytes) {
                        CacheGeometry right = super.geometryOf(bytes);
                        return new CacheGeometry(
                            bytes, right.offset(), right.size() + 8, right.objects());
                      }
                    }),
        mutant("shown-of-one-cpu")
            .breaks(SlubProperty.SHOWN)
            .foundBy(RUNNING)
            .because("who looks at the cpu slabs is shown those of the first cpu")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      protected long objectsOf(Cpu cpu, Cpu owner, int cache) {
                        return owner.id() == 0 ? super.objectsOf(cpu, owner, cache) : 0;
                      }
                    }),
        mutant("shrink-forgotten")
            .breaks(SlubProperty.SHRINK)
            .foundBy(RUNNING)
            .because("a cache is to be shrunk, and nothing is done")
            .as(
                machine ->
                    new Slub(machine) {
                      @Override
                      public void shrink(Cpu cpu, int cache) {}
                    }));
  }
}
