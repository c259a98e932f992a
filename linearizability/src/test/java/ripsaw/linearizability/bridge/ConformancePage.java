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
import java.util.stream.Stream;
import ripsaw.spec.Property;
import ripsaw.spec.tla.Formula;
import ripsaw.spec.tla.Manifest;

/**
 * The CONFORMANCE page of a module: it must name actions, variables, methods, fields and properties
 * that exist.
 */
public final class ConformancePage {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern MEMBER = Pattern.compile("([A-Z][A-Za-z]+)\\.([A-Za-z_]+)");

  private final String text;
  private final String module;
  private final List<String> packages;

  /**
   * @param family the folder of its page
   * @param module its name
   * @param packages of the family, whose classes the page names, beside those of the machine and of
   *     the specification
   */
  public ConformancePage(String family, String module, String... packages) throws IOException {
    this.text = page(family, module);
    this.module = Manifest.load().files().get(module + ".tla");
    this.packages =
        Stream.concat(Stream.of(packages), Stream.of("ripsaw.machine", "ripsaw.spec")).toList();
  }

  /** What the page of its family says of a module. */
  private static String page(String family, String module) throws IOException {
    try (InputStream in = Manifest.class.getResourceAsStream(family + "/CONFORMANCE.md")) {
      assertThat(in).as(family).isNotNull();
      String pages = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(pages.split("\n(?=# )"))
          .filter(page -> page.startsWith("# " + module + ".tla"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no page is about " + module));
    }
  }

  public String text() {
    return text;
  }

  /** The text of the module. */
  public String module() {
    return module;
  }

  /** The rows of the table under a heading, cell by cell, without its head. */
  private List<List<String>> table(String heading) {
    List<List<String>> rows = new ArrayList<>();
    boolean inside = false;
    for (String line : text.split("\\R")) {
      if (line.startsWith("## ")) {
        inside = line.equals("## " + heading);
      } else if (inside && line.startsWith("|")) {
        rows.add(Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList());
      }
    }
    assertThat(rows).as(heading).hasSizeGreaterThan(2);
    return rows.subList(2, rows.size());
  }

  /** What is set as code in a text. */
  public static Set<String> code(String text) {
    Set<String> found = new TreeSet<>();
    for (Matcher matcher = CODE.matcher(text); matcher.find(); ) {
      found.add(matcher.group(1));
    }
    return found;
  }

  /** The code in the first column of the table under a heading. */
  public Set<String> firstColumn(String heading) {
    Set<String> found = new TreeSet<>();
    table(heading).forEach(row -> found.addAll(code(row.get(0))));
    return found;
  }

  /** The variables that the page names, without their arguments. */
  public Set<String> namedVariables() {
    Set<String> named = new TreeSet<>();
    firstColumn("Variables and fields").forEach(name -> named.add(name.replaceFirst("\\[.*", "")));
    return named;
  }

  /** The names that the module declares as its variables. */
  public Set<String> variables() {
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

  /** Every method and field in the table under a heading is one of the Java. */
  public void checkMembers(String heading, int atLeast) {
    int checked = 0;
    for (List<String> row : table(heading)) {
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

  private Set<String> members(String type) {
    for (String name : packages) {
      try {
        Class<?> found = Class.forName(name + "." + type);
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

  /** Every property on the page is in the catalogue and in the module. */
  public void checkProperties(int atLeast) {
    List<List<String>> rows = table("Properties that both judge");
    for (List<String> row : rows) {
      Property property = Property.byId(row.get(0)).orElseThrow();
      String formula = Formula.of(property.id()).orElseThrow();
      assertThat(code(row.get(1))).containsExactly(formula);
      assertThat(module).containsPattern("\n" + formula + " ==");
      assertThat(module).as("the id stands above the formula").contains("\\* " + property.id());
    }
    assertThat(rows).hasSizeGreaterThan(atLeast);
  }
}
