package ripsaw.subject;

import ripsaw.machine.Cpu;
import ripsaw.spec.Property;

/** Who runs a {@link FamilyVerb} on a cpu: what it calls is watched like any other call. */
public interface Caller {
  Cpu cpu();

  Allocator allocator();

  /** One call of the allocator, from its beginning to its return. */
  void call(Verb verb, Runnable body);

  /**
   * Looks at what is held under this name, by whomever; it may be freed meanwhile.
   *
   * @param promise that is broken if its memory becomes something else while it is looked at
   * @return false if it was freed before it was found
   */
  boolean look(String name, Property promise);
}
