package ripsaw.machine;

/** The kinds of access, for traces. */
public enum Access {
  GET_PLAIN("get"),
  SET_PLAIN("set"),
  GET_OPAQUE("get-opaque"),
  SET_OPAQUE("set-opaque"),
  GET_ACQUIRE("get-acquire"),
  SET_RELEASE("set-release"),
  GET_VOLATILE("get-volatile"),
  SET_VOLATILE("set-volatile"),
  COMPARE_AND_SET("cas"),
  GET_AND_SET("swap"),
  GET_AND_ADD("add");

  private final String word;

  Access(String word) {
    this.word = word;
  }

  public boolean isRead() {
    return this == GET_PLAIN || this == GET_OPAQUE || this == GET_ACQUIRE || this == GET_VOLATILE;
  }

  @Override
  public String toString() {
    return word;
  }
}
