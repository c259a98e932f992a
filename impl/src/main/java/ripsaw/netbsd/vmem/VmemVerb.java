package ripsaw.netbsd.vmem;

import java.util.function.BiConsumer;
import ripsaw.machine.Cpu;
import ripsaw.subject.Caller;
import ripsaw.subject.FamilyVerb;

/** What callers of an arena may do besides: to ask by {@code vmem_xalloc} for a special range. */
public enum VmemVerb implements FamilyVerb {
  /** For exactly a range that is free. It is freed again. */
  FIXED("fixed", Vmem::askForFixed),
  /** For a range that begins at a multiple of two quanta. It is freed again. */
  ALIGNED("aligned", Vmem::askForAligned),
  /** The pool of boundary tags needs a page of this arena's, and keeps it. */
  POPULATE("populate", Vmem::populate);

  private final String word;
  private final BiConsumer<Vmem, Cpu> what;

  VmemVerb(String word, BiConsumer<Vmem, Cpu> what) {
    this.word = word;
    this.what = what;
  }

  @Override
  public String word() {
    return word;
  }

  /** What it takes may be all of a span. */
  @Override
  public int moreSlabs() {
    return 1;
  }

  /** Whoever has no arena has nothing to do. */
  @Override
  public boolean run(Caller caller, String name) {
    caller.call(
        this,
        () -> {
          if (caller.allocator() instanceof Vmem arena) {
            what.accept(arena, caller.cpu());
          }
        });
    return true;
  }
}
