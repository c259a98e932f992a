package ripsaw.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.gate.Pages;
import ripsaw.spec.tla.Manifest;
import ripsaw.spec.tla.Model;
import ripsaw.subject.Catalogue;

/** The pages say little, and what they say can be done. */
class PagesTest {
  private static final int LONGEST_LINE = 120;
  private static final int FAMILY_LINES = 110;
  private static final String UNKNOWN = "--no-such-option";

  /** Lines of the pages that are no family's. */
  private static final Map<String, Integer> BUDGETS =
      Map.of(
          "README.md", 150,
          "impl/README.md", 60,
          "spec/README.md", 120,
          "linearizability/README.md", 150,
          "linearizability/junit/README.md", 150,
          "properties/README.md", 40,
          "ci/README.md", 150);

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern COMMAND = Pattern.compile("`(ci/ripsaw(?:\\s[^`]*)?)`");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final Pattern EXAMPLE =
      Pattern.compile("<!-- test: TreiberTest -->\n(.*?)<!-- end -->", Pattern.DOTALL);

  private static final Catalogue CATALOGUE = Catalogue.load();

  /** A line of a page, and whether it is code. */
  private record Line(String text, boolean isCode) {}

  static List<Path> pages() throws IOException {
    return Pages.all();
  }

  static List<Path> readmes() throws IOException {
    return pages().stream().filter(page -> page.endsWith("README.md")).toList();
  }

  private static List<Line> lines(Path page) throws IOException {
    List<Line> lines = new ArrayList<>();
    boolean fenced = false;
    for (String text : Pages.text(page).lines().toList()) {
      boolean fence = text.startsWith("```");
      fenced ^= fence;
      lines.add(new Line(text, fenced || fence || text.startsWith("    ")));
    }
    return lines;
  }

  @Test
  void everyRoomHasItsPage() throws IOException {
    assertThat(readmes()).map(Path::toString).containsAll(BUDGETS.keySet());
  }

  @ParameterizedTest
  @MethodSource("readmes")
  void noPageIsLongerThanItsBudget(Path page) throws IOException {
    assertThat(lines(page).size())
        .as("lines of %s", page)
        .isPositive()
        .isLessThanOrEqualTo(BUDGETS.getOrDefault(page.toString(), FAMILY_LINES));
  }

  @ParameterizedTest
  @MethodSource("readmes")
  void noLineIsLongOutsideTablesAndCode(Path page) throws IOException {
    assertThat(lines(page))
        .filteredOn(line -> !line.isCode && !line.text.startsWith("|"))
        .extracting(Line::text)
        .allMatch(text -> text.codePointCount(0, text.length()) <= LONGEST_LINE);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsToAFileAndItsHeading(Path page) throws IOException {
    List<String> broken = new ArrayList<>();
    Matcher link = LINK.matcher(Pages.text(page));
    while (link.find()) {
      if (!link.group(1).contains("://") && !leads(page, link.group(1))) {
        broken.add(link.group(1));
      }
    }
    assertThat(broken).as("links of %s that lead nowhere", page).isEmpty();
  }

  private static boolean leads(Path page, String link) throws IOException {
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
    if (!Files.exists(Pages.root().resolve(target))) {
      return false;
    }
    return hash < 0
        || lines(target).stream()
            .filter(line -> !line.isCode && line.text.startsWith("#"))
            .anyMatch(line -> anchor(line.text).equals(link.substring(hash + 1)));
  }

  /** As GitHub makes it of a heading. */
  private static String anchor(String heading) {
    return heading
        .replaceFirst("^#+ ", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
        .replace(' ', '-');
  }

  /** The commands of a page: a line of code each, or between backquotes. */
  private static List<String> commands(Path page) throws IOException {
    List<String> commands = new ArrayList<>();
    StringBuilder prose = new StringBuilder();
    StringBuilder begun = new StringBuilder();
    for (Line line : lines(page)) {
      if (!line.isCode) {
        prose.append(line.text).append('\n');
        continue;
      }
      String text = begun + line.text.strip();
      begun.setLength(0);
      if (text.endsWith("\\")) {
        begun.append(text, 0, text.length() - 1);
      } else if (text.startsWith("ci/ripsaw ")) {
        commands.add(text.replaceFirst("\\s+#.*", ""));
      }
    }
    Matcher inline = COMMAND.matcher(prose);
    while (inline.find()) {
      commands.add(inline.group(1));
    }
    return commands;
  }

  private static List<String> words(String command) {
    Matcher word = WORD.matcher(command.substring("ci/ripsaw".length()));
    return word.results()
        .map(found -> Optional.ofNullable(found.group(1)).orElse(found.group(2)))
        .collect(Collectors.toList());
  }

  /**
   * What the command line says of a command, but for running it: that goes wrong at the last word.
   */
  private static String refusal(String command) {
    if (command.endsWith(" --help")) {
      assertThat(Ended.run(words(command).toArray(String[]::new)).exitCode()).isZero();
      return ": unknown option '" + UNKNOWN + "': "; // help is said before anything is wrong
    }
    Ended ended =
        Ended.run(
            Stream.concat(words(command).stream(), Stream.of(UNKNOWN)).toArray(String[]::new));
    assertThat(ended.exitCode()).as(command).isEqualTo(64);
    return ended.err();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandIsOneThatIsUnderstood(Path page) throws IOException {
    assertThat(commands(page))
        .allSatisfy(
            command ->
                assertThat(refusal(command))
                    .as(command)
                    .contains(": unknown option '" + UNKNOWN + "': "));
  }

  @Test
  void thePagesHaveCommands() throws IOException {
    for (String page : List.of("README.md", "ci/README.md", "linearizability/README.md")) {
      assertThat(commands(Path.of(page))).as(page).hasSizeGreaterThan(3);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ci/ripsaw explain dragonfly/reference",
        "ci/ripsaw gate --fuller",
        "ci/ripsaw gate --seed one",
        "ci/ripsaw replay a.repro b.repro"
      })
  void aCommandThatIsNotUnderstoodIsNoticed(String command) {
    assertThat(refusal(command)).doesNotContain(UNKNOWN);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everySubjectModelAndReproOfACommandIsThere(Path page) throws IOException {
    Manifest manifest = Manifest.load();
    Stream<String> models =
        Stream.concat(manifest.modules().stream(), manifest.all().stream().map(Model::name));
    List<String> known =
        Stream.concat(
                models,
                Stream.concat(
                    CATALOGUE.subjects().stream().map(subject -> subject.id()),
                    CATALOGUE.mutants().stream().map(mutant -> mutant.subject().id())))
            .toList();
    for (String command : commands(page)) {
      List<String> words = words(command);
      for (String word : words) {
        if (word.startsWith("ci/")) {
          assertThat(Pages.root().resolve(word)).as(command).exists();
        } else if (word.matches("(dragonfly|linux|netbsd|blackbox|museum)/.*")) {
          assertThat(known).as(command).contains(word.replaceFirst("\\+.*", ""));
        }
      }
      if (words.size() == 2 && words.get(0).equals("spec") && !words.get(1).matches("[A-Z]+")) {
        assertThat(known).as(command).contains(words.get(1));
      }
    }
  }

  /** A test of the library's runs that one. */
  @Test
  void theFirstPageHasTheTestOfTheLibrarysPage() throws IOException {
    String library = "linearizability/junit/README.md";
    assertThat(example("README.md")).isEqualTo(example(library)).contains("class TreiberTest");
  }

  private static String example(String page) throws IOException {
    Matcher example = EXAMPLE.matcher(Pages.text(page));
    assertThat(example.find()).as(page).isTrue();
    return example.group(1);
  }

  @Test
  void thePageOfTheModelsCountsThem() throws IOException {
    Manifest manifest = Manifest.load();
    Path folders = Pages.root().resolve("spec/tla");
    for (String family : Files.readAllLines(folders.resolve("families"))) {
      List<Model> models = new ArrayList<>();
      try (Stream<Path> files = Files.list(folders.resolve(family))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(file -> file.endsWith(".tla"))
            .forEach(file -> models.addAll(manifest.ofModule(file.replace(".tla", ""))));
      }
      long failing = models.stream().filter(Model::fails).count();
      assertThat(Pages.text("spec/README.md").lines())
          .as("the row of %s, which ends with the number of its models, and of those", family)
          .anyMatch(
              line ->
                  line.startsWith("| [`" + family + "`](tla/" + family + "/CONFORMANCE.md) |")
                      && line.endsWith("| " + models.size() + ", " + failing + " |"));
    }
  }
}
