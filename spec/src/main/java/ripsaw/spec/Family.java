package ripsaw.spec;

/**
 * Allocators of one design: they are judged by the same {@linkplain Property properties}, on the
 * same kind of {@link Census}, and taken through the same programs.
 */
public enum Family {
  /** Slabs that one cpu owns, and a remote list: {@code kern_slaballoc.c}. */
  KFREE("slab allocator"),
  /** Zones of one kind of object, and a ring of free ones: {@code kern_kmalloc.c}. */
  KMALLOC_OBJ("object allocator");

  private final String words;

  Family(String words) {
    this.words = words;
  }

  /** As a reader of a report knows it. */
  @Override
  public String toString() {
    return words;
  }
}
