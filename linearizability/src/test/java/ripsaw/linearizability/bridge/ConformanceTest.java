package ripsaw.linearizability.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ripsaw.machine.Shape;
import ripsaw.spec.Property;
import ripsaw.spec.tla.Formula;
import ripsaw.spec.tla.Manifest;
import ripsaw.spec.tla.Specification;

/** The CONFORMANCE pages name actions, variables, methods, fields and properties that exist. */
class ConformanceTest {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern MEMBER = Pattern.compile("([A-Z][A-Za-z]+)\\.([A-Za-z_]+)");

  /** The folders of the pages. */
  private static final List<String> FAMILIES = List.of("kfree", "kmallocobj");

  private static final List<String> PACKAGES =
      List.of(
          "ripsaw.dragonfly.", "ripsaw.dragonfly.kmallocobj.", "ripsaw.machine.", "ripsaw.spec.");

  private static String module(String name) {
    return Manifest.load().files().get(name + ".tla");
  }

  /** What the page of its family says of a module. */
  private static String page(String module) throws IOException {
    String begin = "# " + module + ".tla";
    for (String family : FAMILIES) {
      try (InputStream in = Manifest.class.getResourceAsStream(family + "/CONFORMANCE.md")) {
        assertThat(in).as(family).isNotNull();
        String pages = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        for (String page : pages.split("\n(?=# )")) {
          if (page.startsWith(begin)) {
            return page;
          }
        }
      }
    }
    throw new AssertionError("no page begins with " + begin);
  }

  /** The rows of the table under a heading, cell by cell, without its head. */
  private static List<List<String>> table(String page, String heading) {
    List<List<String>> rows = new ArrayList<>();
    boolean inside = false;
    for (String line : page.split("\\R")) {
      if (line.startsWith("## ")) {
        inside = line.equals("## " + heading);
      } else if (inside && line.startsWith("|")) {
        rows.add(Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList());
      }
    }
    assertThat(rows).as(heading).hasSizeGreaterThan(2);
    return rows.subList(2, rows.size());
  }

  private static Set<String> code(String text) {
    Set<String> found = new TreeSet<>();
    for (Matcher matcher = CODE.matcher(text); matcher.find(); ) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static Set<String> firstColumn(String page, String heading) {
    Set<String> found = new TreeSet<>();
    table(page, heading).forEach(row -> found.addAll(code(row.get(0))));
    return found;
  }

  /** The names that a module declares as its variables. */
  private static Set<String> variables(String module) {
    Set<String> names = new TreeSet<>();
    String section = module.substring(module.indexOf("VARIABLES") + "VARIABLES".length());
    for (String line : section.substring(0, section.indexOf("\n\n")).split("\\R")) {
      String name = line.replaceFirst("\\\\\\*.*", "").replace(",", "").strip();
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }

  @Test
  void everyActionOfRemoteFreeHasItsRowAndNoOther() throws IOException {
    Specification specification =
        new Specification(
            "RemoteFree", RemoteFreeConfig.of(Shape.small(2, 2, 2), "reference").text());
    assertThat(firstColumn(page("RemoteFree"), "Actions and methods"))
        .containsExactlyElementsOf(new TreeSet<>(specification.actions()));
  }

  @Test
  void everyPointStandsForActionsThatExist() throws IOException {
    Set<String> actions = firstColumn(page("RemoteFree"), "Actions and methods");
    for (RemoteFreePoint point : RemoteFreePoint.values()) {
      assertThat(actions).containsAll(point.actions());
    }
  }

  @Test
  void everyVariableOfRemoteFreeHasItsRowAndNoOther() throws IOException {
    Set<String> named = new TreeSet<>();
    firstColumn(page("RemoteFree"), "Variables and fields")
        .forEach(name -> named.add(name.replaceFirst("\\[.*", "")));
    assertThat(named).isEqualTo(variables(module("RemoteFree")));
  }

  @Test
  void everyFieldOfASlabHasItsRow() throws IOException {
    String module = module("RemoteFree");
    String nothing = module.substring(module.indexOf("Nothing =="), module.indexOf("Fresh("));
    Set<String> fields = new TreeSet<>();
    for (Matcher field = Pattern.compile("(\\w+)\\s+\\|->").matcher(nothing); field.find(); ) {
      fields.add("slab[z]." + field.group(1));
    }
    assertThat(firstColumn(page("RemoteFree"), "Variables and fields")).containsAll(fields);
    assertThat(fields).hasSize(9);
  }

  @Test
  void theActionsAndVariablesOfParkedWordAreNamed() throws IOException {
    String page = page("ParkedWord");
    String module = module("ParkedWord");
    assertThat(firstColumn(page, "Variables")).isEqualTo(variables(module));
    String actions = page.substring(page.indexOf("## Actions"), page.indexOf("## Variables"));
    String next = module.substring(module.indexOf("\nNext =="), module.indexOf("\nSpec =="));
    Set<String> called = new TreeSet<>();
    for (Matcher action = Pattern.compile("([A-Z]\\w+)\\([ac]\\)").matcher(next); action.find(); ) {
      called.add(action.group(1));
    }
    called.removeAll(Set.of("Program", "Handler"));
    Set<String> named = code(actions);
    named.remove("RemoteFree.tla");
    assertThat(named).isEqualTo(called);
  }

  @ParameterizedTest
  @CsvSource({"KmallocObj, KmallocObjBridge", "Exis, Exis"})
  void everyActionAndVariableOfObjectsHasItsRowAndNoOther(String module, String model)
      throws IOException {
    String page = page(module);
    Specification specification = Specification.of(Manifest.load().find(model).orElseThrow());
    assertThat(firstColumn(page, "Actions and methods"))
        .containsExactlyElementsOf(new TreeSet<>(specification.actions()));
    Set<String> named = new TreeSet<>();
    firstColumn(page, "Variables and fields")
        .forEach(name -> named.add(name.replaceFirst("\\[.*", "")));
    assertThat(named).isEqualTo(variables(module(module)));
  }

  @ParameterizedTest
  @CsvSource({
    "RemoteFree, Actions and methods, 15",
    "RemoteFree, Variables and fields, 15",
    "KmallocObj, Actions and methods, 40",
    "KmallocObj, Variables and fields, 15",
    "Exis, Actions and methods, 10",
    "Exis, Variables and fields, 2"
  })
  void everyMethodAndFieldNamedExists(String module, String heading, int atLeast)
      throws IOException {
    int checked = 0;
    for (List<String> row : table(page(module), heading)) {
      for (String name : code(row.get(1))) {
        Matcher member = MEMBER.matcher(name);
        if (member.matches()) {
          checked++;
          assertThat(members(member.group(1))).as(name).contains(member.group(2));
        }
      }
    }
    assertThat(checked).isGreaterThan(atLeast);
  }

  private static Set<String> members(String type) {
    for (String name : PACKAGES) {
      try {
        Class<?> found = Class.forName(name + type);
        Set<String> members = new TreeSet<>();
        for (Class<?> at = found; at != null; at = at.getSuperclass()) {
          Arrays.stream(at.getDeclaredMethods()).forEach(method -> members.add(method.getName()));
          Arrays.stream(at.getDeclaredFields()).forEach(field -> members.add(field.getName()));
        }
        return members;
      } catch (ClassNotFoundException e) {
        // In another package.
      }
    }
    throw new AssertionError("there is no class " + type);
  }

  @ParameterizedTest
  @CsvSource({"RemoteFree, 10", "KmallocObj, 10", "Exis, 1"})
  void everyPropertyNamedIsInTheCatalogueAndInTheModule(String name, int atLeast)
      throws IOException {
    String module = module(name);
    List<List<String>> rows = table(page(name), "Properties that both judge");
    for (List<String> row : rows) {
      Property property = Property.byId(row.get(0)).orElseThrow();
      String formula = Formula.of(property.id()).orElseThrow();
      assertThat(code(row.get(1))).containsExactly(formula);
      assertThat(module).containsPattern("\n" + formula + " ==");
      assertThat(module).as("the id stands above the formula").contains("\\* " + property.id());
    }
    assertThat(rows).hasSizeGreaterThan(atLeast);
  }

  @Test
  void whatAFormulaStatesIsAPropertyOfTheCatalogue() {
    assertThat(Formula.ids()).hasSizeGreaterThan(20);
    assertThat(Formula.ids().values()).allMatch(id -> Property.byId(id).isPresent());
  }
}
