package ripsaw.subject;

import java.util.Optional;

/**
 * What only callers of one family's allocators may do. One that takes a name looks at what it
 * stands for, and leaves it there.
 */
public non-sealed interface FamilyVerb extends Verb {
  @Override
  default boolean takesName() {
    return false;
  }

  /** The verb that this one ends, as a drop ends a hold: each needs one of those before it. */
  default Optional<FamilyVerb> ends() {
    return Optional.empty();
  }

  /** Slabs that the allocator may have from then on, beyond what callers ask for. */
  default int moreSlabs() {
    return 0;
  }

  /**
   * Does it.
   *
   * @param name of a chunk; empty if it takes none
   * @return false if it did nothing
   */
  boolean run(Caller caller, String name);
}
