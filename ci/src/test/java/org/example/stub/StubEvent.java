package org.example.stub;

import ripsaw.machine.Event;

/** What happens to the stub's heap. */
public enum StubEvent implements Event {
  /** A caller read the count: the address is the word, the detail what it held. */
  COUNTED;

  @Override
  public String toString() {
    return "counts";
  }
}
