package ripsaw.linearizability.execution.step;

import ripsaw.machine.order.Choices;

/** What the last step of an execution did, as far as the order of steps depends on it. */
public final class LastStep {
  private final Footprint footprint = new Footprint();
  private int enabler;
  private int values;
  private int key;
  private int age;

  /** Another step begins. */
  public void begin() {
    footprint.clear();
    enabler = Steps.NONE;
    values = 1;
    key = Choices.LATEST;
    age = 0;
  }

  /** The step had to wait for an earlier one. */
  public void waitedFor(int step) {
    enabler = step;
  }

  /** Its access can go several ways. */
  public void hasChoice(int ways) {
    values = ways;
  }

  /** It goes this way. */
  public void goes(Choices choices, int way) {
    key = choices.key(way);
    age = key == Choices.LATEST ? 0 : choices.latest() - key;
  }

  /** What it touched. */
  public Footprint footprint() {
    return footprint;
  }

  /** The number of an earlier step that had to come before it, or {@link Steps#NONE}. */
  public int enabler() {
    return enabler;
  }

  /** How many ways its access could have gone; 1 if there was none. */
  public int values() {
    return values;
  }

  /** Which way it went: see {@link Choices}. */
  public int key() {
    return key;
  }

  /** How many stores there were behind the one that it saw. */
  public int age() {
    return age;
  }
}
