import java.io.IOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Fails a build that is green because a test did not run.
 *
 * <p>Surefire silently ignores a class whose name it does not expect, and an engine that does not
 * start; an engine ignores a method that it cannot call. So this program reads from the class files
 * which tests were compiled, and asks of each whether Surefire reports that it ran. The build
 * deletes old reports before the tests.
 */
final class TestGuard {
  /** What makes a method a test. One that may run many times, or with many values, runs once. */
  private static final Set<String> TESTS =
      Set.of(
          "Lorg/junit/jupiter/api/Test;",
          "Lorg/junit/jupiter/api/RepeatedTest;",
          "Lorg/junit/jupiter/api/TestFactory;",
          "Lorg/junit/jupiter/api/TestTemplate;",
          "Lorg/junit/jupiter/params/ParameterizedTest;",
          "Lripsaw/junit/Ripsaw;",
          "Lnet/jqwik/api/Property;",
          "Lnet/jqwik/api/Example;");

  private static final String TAG = "Lorg/junit/jupiter/api/Tag;";

  public static void main(String[] args) throws Exception {
    String module = args[0];
    Path target = Path.of(args[1]);
    boolean skip = args[2].contains("true");
    boolean packageOnly = args[3].endsWith("=true");
    String goals = args[4];
    String left = args[5];

    if (packageOnly) {
      System.out.println("[WARNING] " + module + ": the tests are not checked (package-only)");
      return;
    }
    if (skip && goals.contains("install") && !goals.contains("verify")) {
      System.out.println("[WARNING] " + module + ": installed without its tests: nothing is shown");
      return;
    }
    if (skip) {
      fail(module, "the tests were skipped, so verify proves nothing; mvn package does not ask");
    }

    Path classes = target.resolve("test-classes");
    Map<String, Map<String, Integer>> declared = testsIn(classes, Optional.of(left));
    int tests = sum(declared);
    int leftOut = sum(testsIn(classes, Optional.empty())) - tests;
    Map<String, Map<String, Integer>> missing = new TreeMap<>();
    declared.forEach((name, methods) -> missing.put(name, new TreeMap<>(methods)));
    int ran = 0;
    int skipped = 0;
    int failed = 0;
    for (Path report : filesIn(target.resolve("surefire-reports"), ".xml")) {
      Element suite =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(report.toFile())
              .getDocumentElement();
      NodeList cases = suite.getElementsByTagName("testcase");
      for (int i = 0; i < cases.getLength(); i++) {
        Element test = (Element) cases.item(i);
        failed += test.getElementsByTagName("failure").getLength();
        failed += test.getElementsByTagName("error").getLength();
        if (test.getElementsByTagName("skipped").getLength() > 0) {
          skipped++;
          continue;
        }
        ran++;
        // The name of a test that runs many times goes on: everyRepro()[1], everySeed{long}[1].
        String method = test.getAttribute("name").replaceFirst("[^\\w$].*", "");
        String of = classOf(test.getAttribute("classname"), suite.getAttribute("name"), declared);
        missing.getOrDefault(of, new TreeMap<>()).computeIfPresent(method, TestGuard::oneLess);
      }
    }

    if (failed > 0) {
      fail(module, "tests failed: " + failed);
    }
    if (skipped > 0) {
      fail(module, "tests skipped: " + skipped);
    }
    missing.values().removeIf(Map::isEmpty);
    missing.forEach(
        (name, methods) ->
            System.err.println(
                methods.keySet().equals(declared.get(name).keySet())
                    ? "[ERROR] none of its tests ran: " + name
                    : "[ERROR] did not run: " + name + " " + String.join(", ", methods.keySet())));
    if (!missing.isEmpty()) {
      fail(module, "tests that did not run: " + sum(missing) + " of " + tests);
    }
    System.out.println(
        "[INFO] %s: tests ran: %d, of methods: %d%s"
            .formatted(
                module, ran, tests, leftOut == 0 ? "" : ", and left to " + left + ": " + leftOut));
  }

  private static Integer oneLess(String method, Integer left) {
    return left > 1 ? left - 1 : null;
  }

  private static int sum(Map<String, Map<String, Integer>> tests) {
    return tests.values().stream()
        .flatMap(methods -> methods.values().stream())
        .mapToInt(Integer::intValue)
        .sum();
  }

  /**
   * The declared class that a report is about. Jupiter reports a full class name, jqwik a simple
   * one; the suite is the outermost class.
   */
  private static String classOf(
      String reported, String suite, Map<String, Map<String, Integer>> declared) {
    return declared.keySet().stream()
        .filter(name -> name.replaceFirst("\\$.*", "").equals(suite))
        .filter(name -> name.replaceFirst(".*[.$]", "").equals(reported))
        .findAny()
        .orElse(reported);
  }

  /**
   * For each class that can be instantiated and has a test, its own or inherited, the tests: how
   * many methods of each name.
   *
   * @param left the tag of a method, or of a whole class, that was not to run
   */
  private static Map<String, Map<String, Integer>> testsIn(Path directory, Optional<String> left)
      throws IOException {
    Map<String, ClassModel> models = new HashMap<>();
    for (Path file : filesIn(directory, ".class")) {
      ClassModel model = ClassFile.of().parse(file);
      models.put(model.thisClass().asInternalName(), model);
    }
    Map<String, Map<String, Integer>> tests = new TreeMap<>();
    models.forEach(
        (name, model) -> {
          if (!model.flags().has(AccessFlag.ABSTRACT) && !hasTag(model, left)) {
            Map<String, Integer> methods = new TreeMap<>();
            collect(model, models, methods, left, new HashSet<>());
            if (!methods.isEmpty()) {
              tests.put(name.replace('/', '.'), methods);
            }
          }
        });
    return tests;
  }

  /** Adds the tests of a class and of what it inherits from; overridden are those seen before. */
  private static void collect(
      ClassModel model,
      Map<String, ClassModel> models,
      Map<String, Integer> tests,
      Optional<String> left,
      Set<String> overridden) {
    if (model == null) {
      return; // A class of a library.
    }
    for (MethodModel method : model.methods()) {
      String name = method.methodName().stringValue();
      boolean first = overridden.add(name + method.methodType().stringValue());
      if (first && isTest(method) && !hasTag(method, left)) {
        tests.merge(name, 1, Integer::sum);
      }
    }
    model
        .superclass()
        .ifPresent(s -> collect(models.get(s.asInternalName()), models, tests, left, overridden));
    model
        .interfaces()
        .forEach(i -> collect(models.get(i.asInternalName()), models, tests, left, overridden));
  }

  private static boolean isTest(MethodModel method) {
    return annotations(method)
        .anyMatch(annotation -> TESTS.contains(annotation.className().stringValue()));
  }

  private static boolean hasTag(AttributedElement tagged, Optional<String> tag) {
    return tag.isPresent()
        && annotations(tagged)
            .filter(annotation -> annotation.className().equalsString(TAG))
            .flatMap(annotation -> annotation.elements().stream())
            .anyMatch(
                element ->
                    element.value() instanceof AnnotationValue.OfString name
                        && name.stringValue().equals(tag.get()));
  }

  private static Stream<Annotation> annotations(AttributedElement annotated) {
    return annotated
        .findAttribute(Attributes.runtimeVisibleAnnotations())
        .map(found -> found.annotations())
        .orElse(List.of())
        .stream();
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
