package ripsaw.linearizability.program;

import java.util.Optional;
import java.util.stream.Stream;

/** The types that a program's memory is accounted to. */
public enum ObjectType {
  /** Without a limit, and there from the beginning to the end. */
  PLAIN("", 64),

  /** With a tight limit, and there from the beginning, until it is destroyed. */
  LIMITED("limited", 128),

  /**
   * Without a limit, and there when it was made. One byte more than cache lines: who rounds it the
   * wrong way, or not at all, is seen by where its objects lie.
   */
  OTHER("other", 129);

  private final String word;
  private final long objectBytes;

  ObjectType(String word, long objectBytes) {
    this.word = word;
    this.objectBytes = objectBytes;
  }

  /** The one that an allocation calls so. */
  static Optional<ObjectType> byWord(String word) {
    return Stream.of(LIMITED, OTHER).filter(type -> type.word.equals(word)).findFirst();
  }

  /** How an allocation says so; empty if it need not. */
  String word() {
    return word;
  }

  /** What may be asked for at most, where a type is of objects of one size. */
  public long objectBytes() {
    return objectBytes;
  }
}
