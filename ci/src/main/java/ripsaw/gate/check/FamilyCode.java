package ripsaw.gate.check;

import java.util.List;
import ripsaw.gate.text.BuildDigest;
import ripsaw.subject.Family;

/** The code that decides what a checker finds in a subject of a family. */
final class FamilyCode {
  private static final String GATE = "ripsaw/gate/";

  /** Of the gate, what a worker is made of: no other package of it is known to these. */
  private static final List<String> WORKER =
      List.of(GATE + "worker/", GATE + "check/", GATE + "text/");

  private FamilyCode() {}

  /** A digest of all that is on the class path of this JVM, but for the other families. */
  static String digest(Family family) {
    List<String> others =
        Family.all().stream()
            .filter(other -> !other.equals(family))
            .map(FamilyCode::folder)
            .toList();
    return BuildDigest.ofCode(
        System.getProperty("java.class.path"), name -> counts(name, folder(family), others));
  }

  private static String folder(Family family) {
    return family.getClass().getPackageName().replace('.', '/') + "/";
  }

  /**
   * @param name of a class file or a resource, with slashes
   * @param own folder of the family
   * @param others those of the other families
   */
  static boolean counts(String name, String own, List<String> others) {
    if (name.startsWith(own)) {
      return true;
    }
    // The list of families has a line for each.
    return !name.equals("META-INF/services/" + Family.class.getName())
        && others.stream().noneMatch(name::startsWith)
        && (!name.startsWith(GATE) || WORKER.stream().anyMatch(name::startsWith));
  }
}
