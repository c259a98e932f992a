package ripsaw.spec;

/**
 * One property seen broken.
 *
 * @param property which
 * @param detail what was seen, in the words of the machine
 */
public record Violation(Property property, String detail) {
  @Override
  public String toString() {
    return property + ": " + detail;
  }
}
