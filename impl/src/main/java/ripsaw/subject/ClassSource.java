package ripsaw.subject;

/**
 * Makes subjects of classes that no provider lists, which are named by their name in Java. Found by
 * {@link java.util.ServiceLoader}: name the implementing class in {@code
 * META-INF/services/ripsaw.subject.ClassSource}.
 */
public interface ClassSource {
  /** Whether a class is of the kind that this one makes subjects of, rightly written or not. */
  boolean takes(Class<?> type);

  /**
   * The subject, whose id is the name of the class.
   *
   * @param type one that it {@linkplain #takes takes}
   * @throws RuntimeException with one line that names the class, the method and the mend, if it is
   *     not rightly written
   */
  Subject subject(Class<?> type);
}
