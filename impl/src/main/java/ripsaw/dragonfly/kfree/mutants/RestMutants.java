package ripsaw.dragonfly.kfree.mutants;

import static ripsaw.dragonfly.kfree.mutants.KfreeMutants.mutant;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.dragonfly.kfree.ParkedWord;
import ripsaw.dragonfly.kfree.SlabHeader;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.machine.Cpu;
import ripsaw.subject.Mutant;

/**
 * What is owed in the end and never paid, though nothing is wrong at any time before: in the
 * reference.
 */
final class RestMutants {
  private RestMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("tick-forgotten")
            .breaks(KfreeProperty.EMPTY_SLABS_RETURN)
            .foundBy(RUNNING)
            .because("there is no slow tick, as before c2f95d8a21 (2013)")
            .as(
                OneEdge.remote(
                    machine ->
                        new ParkedWord(machine) {
                          @Override
                          public void tidy(Cpu cpu, long zone) {}
                        })),
        mutant("tick-looks-at-the-first")
            .breaks(KfreeProperty.EMPTY_SLABS_RETURN)
            .foundBy(RUNNING)
            .because("the slow tick looks at the first slab of each list, and not at the others")
            .as(
                OneEdge.remote(
                    machine ->
                        new ParkedWord(machine) {
                          @Override
                          public void tidy(Cpu cpu, long zone) {
                            if (memory.getPlain(cpu, zone + SlabHeader.PREVIOUS) == 0) {
                              super.tidy(cpu, zone);
                            }
                          }
                        })),
        mutant("drained-and-not-ripped")
            .breaks(KfreeProperty.EMPTY_SLABS_RETURN)
            .foundBy(RUNNING)
            .because(
                "a slab whose last chunks come home from the remote list is not ripped: only a"
                    + " local free looks whether it is whole")
            .as(
                OneEdge.remote(
                    machine ->
                        new ParkedWord(machine) {
                          @Override
                          protected void refilled(Cpu cpu, long zone) {}
                        })));
  }
}
