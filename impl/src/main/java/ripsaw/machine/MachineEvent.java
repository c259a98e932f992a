package ripsaw.machine;

/** What happens on any machine, whatever allocates there. */
public enum MachineEvent implements Event {
  /** Pages became a slab: the address is its base. */
  SLAB_CREATED("creates"),
  /** A slab was ripped: the address is its base. */
  SLAB_RIPPED("rips"),
  /** Pages went back to the page allocator. */
  PAGES_FREED("gives back the pages of"),
  /** The memory of a node came. */
  MEMORY_CAME("sees memory come"),
  /** A message was sent: the address is its argument, the detail the receiver. */
  SIGNAL_SENT("sends a signal about"),
  /** A message was taken: the address is its argument, the detail the sender. */
  SIGNAL_TAKEN("takes a signal about"),
  /** A lock was tried and taken: the address is the word by which it is known. */
  LOCK_TAKEN("takes at once"),
  /** A lock was tried, and another holds it: the address is the word by which it is known. */
  LOCK_MISSED("finds locked"),
  /** A thread sleeps: the address is that of the condition, the detail what it waits for. */
  SLEPT("sleeps on"),
  /** Sleepers were woken: the address is that of the condition, the detail how many. */
  WOKEN("wakes who sleeps on");

  private final String phrase;

  MachineEvent(String phrase) {
    this.phrase = phrase;
  }

  @Override
  public String toString() {
    return phrase;
  }
}
