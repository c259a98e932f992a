package ripsaw.gate.lines;

/** What a cpu was asked for. */
enum Kind {
  ALLOCATE("allocate"),
  FREE_OWN("free its own"),
  FREE_OTHER("free another's"),
  TAKE_SIGNAL("take a signal"),
  /** What whoever has the object does with it, which is no operation of the allocator's. */
  USE("use");

  private final String words;

  Kind(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
