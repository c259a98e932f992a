package ripsaw.netbsd.kmem.mutants;

import static ripsaw.netbsd.kmem.mutants.KmemMutants.mutant;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.netbsd.kmem.DebugChecks;
import ripsaw.netbsd.kmem.Kmem;
import ripsaw.netbsd.kmem.Layers;
import ripsaw.netbsd.kmem.SizeTable;
import ripsaw.netbsd.kmem.Units;
import ripsaw.netbsd.kmem.census.KmemProperty;
import ripsaw.subject.Mutant;

/** Debug layers that see nothing, or too much, and tables that leave them no room. */
final class DebugMutants {
  private DebugMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutant("size-of-the-cache")
            .breaks(KmemProperty.WRONG_SIZE)
            .foundBy(RUNNING)
            .because("the header has the size of the cache, not what was asked for")
            .as(
                machine ->
                    checks(
                        machine,
                        new DebugChecks(machine) {
                          @Override
                          protected long recorded(long bytes) {
                            return Math.ceilDiv(bytes, Units.of(machine.shape()).quantum());
                          }
                        })),
        mutant("red-zone-not-checked")
            .breaks(KmemProperty.OVERRUN)
            .foundBy(RUNNING)
            .because("nobody looks at the red zone when a chunk is freed")
            .as(
                machine ->
                    checks(
                        machine,
                        new DebugChecks(machine) {
                          @Override
                          protected void checkRedZone(Cpu cpu, long base, long space, long bytes) {}
                        })),
        mutant("red-zone-of-one-word")
            .breaks(KmemProperty.OVERRUN)
            .foundBy(RUNNING)
            .because("only the first word of a red zone is looked at")
            .as(
                machine ->
                    checks(
                        machine,
                        new DebugChecks(machine) {
                          @Override
                          protected void checkRedZone(Cpu cpu, long base, long space, long bytes) {
                            long end = ahead(false) + rounded(bytes) + 8;
                            super.checkRedZone(cpu, base, end, bytes);
                          }
                        })),
        mutant("poison-of-the-first-words")
            .breaks(KmemProperty.WRITE_AFTER_FREE)
            .foundBy(RUNNING)
            .because("only the first words of a chunk's poison is looked at")
            .as(
                machine ->
                    checks(
                        machine,
                        new DebugChecks(machine) {
                          @Override
                          protected boolean isPoisoned(Cpu cpu, long from, long bytes) {
                            return super.isPoisoned(cpu, from, Math.min(bytes, 32));
                          }
                        })),
        mutant("poison-of-one-word")
            .breaks(KmemProperty.WRITE_AFTER_FREE)
            .foundBy(RUNNING)
            .because("only the first word of a chunk's poison is looked at")
            .as(
                machine ->
                    checks(
                        machine,
                        new DebugChecks(machine) {
                          @Override
                          protected boolean isPoisoned(Cpu cpu, long from, long bytes) {
                            return super.isPoisoned(cpu, from, 8);
                          }
                        })),
        mutant("fresh-pages-not-poisoned")
            .breaks(KmemProperty.WRITE_AFTER_FREE)
            .foundBy(RUNNING)
            .because("what comes to the arena is not poisoned, and is reported to be written to")
            .as(
                machine ->
                    checks(
                        machine,
                        new DebugChecks(machine) {
                          @Override
                          public void mapped(Cpu cpu, long base, long bytes) {}
                        })),
        mutant("null-poisoned")
            .breaks(KmemProperty.FAILURE)
            .foundBy(RUNNING)
            .because("poison is looked for where a null pointer leads, as in 2006")
            .as(
                machine ->
                    checks(
                        machine,
                        new DebugChecks(machine) {
                          @Override
                          protected void failed(Cpu cpu) {
                            isPoisoned(cpu, 0, 8);
                          }
                        })),
        mutant("no-room-with-a-page")
            .breaks(KmemProperty.FAST_PATH)
            .foundBy(RUNNING)
            .because("the last cache is of a page, and has no room for the debug layers with one")
            .as(
                machine ->
                    new Kmem(
                        machine,
                        SizeTable.whole(Units.of(machine.shape()), 0),
                        new DebugChecks(machine),
                        Layers.REFERENCE)));
  }

  private static Kmem checks(Machine machine, DebugChecks checks) {
    return new Kmem(machine, checks) {};
  }
}
