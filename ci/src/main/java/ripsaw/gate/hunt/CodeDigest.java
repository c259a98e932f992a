package ripsaw.gate.hunt;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import ripsaw.gate.text.BuildDigest;
import ripsaw.spec.kept.Digest;

/** A {@link Digest} of code. */
final class CodeDigest {
  private static final String CLASS = ".class";

  private CodeDigest() {}

  /**
   * @param classes class files by name
   */
  static String of(Map<String, byte[]> classes) {
    Digest digest = new Digest();
    new TreeMap<>(classes).forEach(digest::add);
    return digest.text();
  }

  /**
   * The machine, the checkers and the libraries, with the JDK that runs them.
   *
   * @param isSubject by the name of a class: that one is digested apart
   */
  static String ofJudges(Predicate<String> isSubject) {
    return BuildDigest.ofCode(
        System.getProperty("java.class.path"),
        name -> !name.endsWith(CLASS) || !isSubject.test(className(name)));
  }

  private static String className(String file) {
    return file.substring(0, file.length() - CLASS.length()).replace('/', '.');
  }
}
