import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Fails a build that is green because a test did not run.
 *
 * <p>Surefire silently ignores a class whose name it does not expect, and an engine that does not
 * start. So this program compares what Surefire reports with what was compiled, and with the least
 * number of tests that the module's pom declares. The build deletes old reports before the tests.
 */
final class TestGuard {
  /** What makes a method a test. */
  private static final Set<String> TESTS =
      Set.of(
          "Lorg/junit/jupiter/api/Test;",
          "Lorg/junit/jupiter/api/RepeatedTest;",
          "Lorg/junit/jupiter/api/TestFactory;",
          "Lorg/junit/jupiter/api/TestTemplate;",
          "Lorg/junit/jupiter/params/ParameterizedTest;",
          "Lnet/jqwik/api/Property;",
          "Lnet/jqwik/api/Example;");

  public static void main(String[] args) throws Exception {
    String module = args[0];
    Path target = Path.of(args[1]);
    int declared = Integer.parseInt(args[2]);
    boolean skip = args[3].contains("true");
    boolean packageOnly = args[4].endsWith("=true");

    if (packageOnly) {
      System.out.println("[WARNING] " + module + ": the tests are not checked (package-only)");
      return;
    }
    if (skip) {
      fail(module, "the tests were skipped, so verify proves nothing; mvn package does not ask");
    }

    int ran = 0;
    int skipped = 0;
    int failed = 0;
    Set<String> reported = new TreeSet<>();
    for (Path report : filesIn(target.resolve("surefire-reports"), ".xml")) {
      Element suite =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(report.toFile())
              .getDocumentElement();
      NodeList cases = suite.getElementsByTagName("testcase");
      for (int i = 0; i < cases.getLength(); i++) {
        Element test = (Element) cases.item(i);
        // Jupiter reports a full class name, jqwik a simple one; the suite is the outermost class.
        reported.add(test.getAttribute("classname"));
        reported.add(suite.getAttribute("name"));
        reported.add(suite.getAttribute("name") + ":" + test.getAttribute("classname"));
        if (test.getElementsByTagName("skipped").getLength() > 0) {
          skipped++;
        } else {
          ran++;
        }
        failed += test.getElementsByTagName("failure").getLength();
        failed += test.getElementsByTagName("error").getLength();
      }
    }

    Set<String> silent = testClassesIn(target.resolve("test-classes"));
    silent.removeIf(
        name ->
            reported.contains(name)
                || reported.contains(
                    name.replaceFirst("\\$.*", "") + ":" + name.replaceFirst(".*\\$", "")));
    if (!silent.isEmpty()) {
      fail(module, "these classes have tests but none of them ran: " + String.join(", ", silent));
    }
    if (failed > 0) {
      fail(module, "tests failed: " + failed);
    }
    if (skipped > 0) {
      fail(module, "tests skipped: " + skipped);
    }
    if (ran < declared) {
      fail(module, "tests ran: " + ran + ", but the pom declares at least " + declared);
    }
    System.out.println("[INFO] " + module + ": tests ran: " + ran + ", declared: " + declared);
  }

  /** Names of the classes that can be instantiated and have a test, their own or inherited. */
  private static Set<String> testClassesIn(Path directory) throws IOException {
    Map<String, ClassModel> models = new HashMap<>();
    for (Path file : filesIn(directory, ".class")) {
      ClassModel model = ClassFile.of().parse(file);
      models.put(model.thisClass().asInternalName(), model);
    }
    Set<String> names = new TreeSet<>();
    models.forEach(
        (name, model) -> {
          if (!model.flags().has(AccessFlag.ABSTRACT) && hasTest(model, models)) {
            names.add(name.replace('/', '.'));
          }
        });
    return names;
  }

  private static boolean hasTest(ClassModel model, Map<String, ClassModel> models) {
    if (model == null) {
      return false; // A class of a library.
    }
    return model.methods().stream().anyMatch(TestGuard::isTest)
        || model
            .superclass()
            .filter(s -> hasTest(models.get(s.asInternalName()), models))
            .isPresent()
        || model.interfaces().stream()
            .anyMatch(i -> hasTest(models.get(i.asInternalName()), models));
  }

  private static boolean isTest(MethodModel method) {
    return method
        .findAttribute(Attributes.runtimeVisibleAnnotations())
        .map(found -> found.annotations())
        .orElse(List.of())
        .stream()
        .anyMatch(annotation -> TESTS.contains(annotation.className().stringValue()));
  }

  private static List<Path> filesIn(Path directory, String ending) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static void fail(String module, String why) {
    System.err.println("[ERROR] " + module + ": " + why);
    System.exit(1);
  }
}
