package ripsaw.subject;

/**
 * What a program does with another cpu than its own: only for allocators of families that
 * {@linkplain Family#hasHotplug know of it}.
 */
public enum CpuVerb implements Verb {
  /** {@code offline cpu1}: see {@link Allocator#offline}. */
  OFFLINE("offline"),
  /** {@code online cpu1}: see {@link Allocator#online}. */
  ONLINE("online");

  private final String word;

  CpuVerb(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }

  /** It names a cpu, and nothing that was allocated. */
  @Override
  public boolean takesName() {
    return false;
  }
}
