package ripsaw.spec.tla;

/**
 * A module with a configuration, and what TLC is expected to find.
 *
 * @param name the model's own; users type it
 * @param module without {@code .tla}
 * @param subject the id of what the model stands for among the subjects that the other checkers
 *     run; empty for an abstraction of them
 * @param config its constants, and what is checked
 * @param why it is there, and as it is
 * @param runtime in words: a machine is not another one
 */
public record Model(
    String name,
    String module,
    String subject,
    Config config,
    String why,
    Expectation expected,
    String runtime) {
  /** Whether TLC is to find a counterexample. */
  public boolean fails() {
    return !(expected instanceof Expectation.Holds);
  }

  /** Whether it has a fault, by its name, be it one that does no harm. */
  public boolean hasFault() {
    return !sound().equals(name);
  }

  /** Whether it is checked in seconds. */
  public boolean isQuick() {
    return runtime.equals("seconds");
  }

  /** Of what is expected: distinct states, or those of the counterexample. */
  public long size() {
    return expected.size();
  }

  /** The text of its configuration file. */
  public String configText() {
    return config.text(why);
  }

  /** The model whose fault this one has, by its name: itself, if it has none. */
  String sound() {
    int end = name.indexOf('_');
    return end < 0 ? name : name.substring(0, end);
  }
}
