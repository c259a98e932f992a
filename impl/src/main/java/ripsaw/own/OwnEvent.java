package ripsaw.own;

import ripsaw.machine.Event;

/** What a subject of your own reports besides accesses. */
enum OwnEvent implements Event {
  /** An operation's answer: the number stands for the address, and 1 as detail for a truth. */
  ANSWERS("answers");

  private final String words;

  OwnEvent(String words) {
    this.words = words;
  }

  @Override
  public String sentence(String about, long detail) {
    return this + " " + (detail == 0 ? about : !about.equals("0"));
  }

  @Override
  public String toString() {
    return words;
  }
}
