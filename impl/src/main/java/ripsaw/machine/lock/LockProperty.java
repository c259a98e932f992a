package ripsaw.machine.lock;

import ripsaw.spec.Property;

/** What the machine sees of locks. A family whose allocators name their locks lists it. */
public enum LockProperty implements Property {
  LOCK_ORDER(
      "lock-order",
      "design",
      Watch.EVENT,
      "Locks of different classes are waited for in one order, whoever takes them and wherever, and"
          + " nobody calls the page allocator under a lock that forbids it.");

  private final Statement statement;

  LockProperty(String id, String source, Watch watch, String sentence) {
    this.statement = new Statement(id, source, watch, sentence);
  }

  @Override
  public Statement statement() {
    return statement;
  }

  @Override
  public String toString() {
    return id();
  }
}
