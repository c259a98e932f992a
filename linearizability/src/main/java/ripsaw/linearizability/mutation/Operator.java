package ripsaw.linearizability.mutation;

/** A kind of mistake. */
public enum Operator {
  /** A condition is the contrary of what it was. */
  NEGATED("negated"),
  /** A comparison takes in the value at its boundary, or leaves it out. */
  BOUNDARY("boundary"),
  /** What was done on a condition is always done. */
  ALWAYS("always"),
  /** What was done on a condition is never done. */
  NEVER("never"),
  /** A number is one more or one less. */
  CONSTANT("constant"),
  /** Another operator of arithmetic, or of bits. */
  ARITHMETIC("arithmetic"),
  /** The right side of an operator is forgotten. */
  OPERAND("operand"),
  /** A call is not made; what it would return is zero, false or true. */
  NO_CALL("no-call"),
  /** A call is not made; what it would return is one of its arguments. */
  ARGUMENT("argument"),
  /** Two neighbouring statements change places. */
  SWAPPED("swapped"),
  /** A value is not kept. */
  NO_STORE("no-store"),
  /** The memory order of an access is weaker by one step. */
  ORDER("order"),
  /** Another cpu may come into an atomic update. */
  SPLIT("split"),
  /** A critical section, or a lock, excludes nobody. */
  OPEN("open"),
  /** A loop does not go round again. */
  NO_RETRY("no-retry"),
  /** The other end of a list, or of a range. */
  OTHER_END("other-end"),
  /** A method returns before it does anything. */
  EARLY_RETURN("early-return"),
  /** Another variable of the same type. */
  VARIABLE("variable");

  private final String id;

  Operator(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }

  @Override
  public String toString() {
    return id;
  }
}
