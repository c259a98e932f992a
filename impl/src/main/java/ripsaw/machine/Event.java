package ripsaw.machine;

/**
 * What the machine or its subject reports besides accesses: a step that a person would name. {@link
 * MachineEvent} has those of any allocator; a family's own stand beside its allocators. As a string
 * it is the verb of a sentence, as in {@code parks}.
 */
public interface Event {
  /**
   * The sentence without its subject.
   *
   * @param about what stood for the address, in words
   * @param detail as it was reported
   */
  default String sentence(String about, long detail) {
    return this + " " + about;
  }
}
