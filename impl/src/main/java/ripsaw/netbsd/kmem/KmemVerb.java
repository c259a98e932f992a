package ripsaw.netbsd.kmem;

import java.util.function.BiConsumer;
import ripsaw.machine.Cpu;
import ripsaw.subject.Caller;
import ripsaw.subject.FamilyVerb;

/** What callers of kmem may do besides: the page daemon's work, and mistakes. */
public enum KmemVerb implements FamilyVerb {
  /** What is cached goes back to the arena. */
  DRAIN_ALL("drain-all", Kmem::drain),
  /** A chunk of 40 bytes is freed as one of 36, of the same cache. */
  FREE_AS_LESS("free-as-less", (kmem, cpu) -> Misuse.freeAs(kmem, cpu, 40, 36)),
  /** A chunk of 40 bytes is freed as one of 100, of another cache. */
  FREE_AS_OTHER("free-as-other", (kmem, cpu) -> Misuse.freeAs(kmem, cpu, 40, 100)),
  /** A chunk of 500 bytes, which the arena serves, is freed as one of 300. */
  FREE_LARGE_AS_LESS("free-large-as-less", (kmem, cpu) -> Misuse.freeAs(kmem, cpu, 500, 300)),
  /** A word behind a chunk is written before it is freed. */
  WRITE_PAST_END("write-past-end", Misuse::writePastEnd),
  /** A chunk is written after it was freed. */
  WRITE_AFTER_FREE("write-after-free", Misuse::writeAfterFree),
  /** An interrupt asks for memory. */
  ASK_IN_INTERRUPT("ask-in-interrupt", Misuse::askInInterrupt);

  private final String word;
  private final BiConsumer<Kmem, Cpu> what;

  KmemVerb(String word, BiConsumer<Kmem, Cpu> what) {
    this.word = word;
    this.what = what;
  }

  @Override
  public String word() {
    return word;
  }

  /** Whoever makes a mistake does so with a chunk of its own. */
  @Override
  public int moreSlabs() {
    return switch (this) {
      case DRAIN_ALL -> 0;
      case FREE_LARGE_AS_LESS -> 2; // with its header it is larger than a page
      default -> 1;
    };
  }

  /** Whoever is no kmem has nothing to do. */
  @Override
  public boolean run(Caller caller, String name) {
    caller.call(
        this,
        () -> {
          if (caller.allocator() instanceof Kmem kmem) {
            what.accept(kmem, caller.cpu());
          }
        });
    return true;
  }
}
