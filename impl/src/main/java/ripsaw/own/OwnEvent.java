package ripsaw.own;

import ripsaw.machine.Event;

/** What a subject of your own reports besides accesses. */
enum OwnEvent implements Event {
  /** An operation's answer: the number stands for the address; true is 1. */
  ANSWERS("answers");

  private final String words;

  OwnEvent(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
