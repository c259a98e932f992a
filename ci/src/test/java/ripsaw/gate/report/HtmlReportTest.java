package ripsaw.gate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.LISTING;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.NO_STRANDING;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.PAGE_TABLE;
import static ripsaw.spec.Checker.JQWIK;
import static ripsaw.spec.Checker.LINCHECK;
import static ripsaw.spec.CommonProperty.ALIGNMENT;
import static ripsaw.spec.CommonProperty.CPU_LOCAL;
import static ripsaw.spec.CommonProperty.LIMIT;
import static ripsaw.spec.CommonProperty.ZEROING;

import com.acme.WordHeap;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import ripsaw.gate.Given;
import ripsaw.gate.corpus.Replays;
import ripsaw.gate.fragmentation.Chart;
import ripsaw.gate.fragmentation.Fragmentation;
import ripsaw.gate.verdict.GateResult;
import ripsaw.gate.verdict.JudgedMutant;
import ripsaw.gate.verdict.JudgedSubject;
import ripsaw.gate.worker.Answer;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.spec.Verdict;
import ripsaw.spec.Violation;
import ripsaw.subject.Catalogue;

/** The page is well-formed XML too, so that a test can read it. */
class HtmlReportTest {
  private static final String HOSTILE = "<script>alert('&\"')</script>\u0001";

  private static final GateResult PASS =
      Given.result(
          List.of(
              JudgedMutant.of(
                  Given.fault("museum/a", LISTING, JQWIK), Map.of(JQWIK, Given.found(LISTING, 3)))),
          List.of(
              subject(
                  "made/up", held(LISTING, Map.of(JQWIK, new Verdict.Exhausted(Given.ENOUGH))))));

  private static final GateResult EVERYTHING =
      Given.result(
          List.of(
              JudgedMutant.of(
                  Given.fault("museum/a", LISTING, LINCHECK, JQWIK),
                  Map.of(LINCHECK, Given.found(LISTING, 3), JQWIK, Given.clean(Given.ENOUGH))),
              JudgedMutant.of(
                  Given.fault("museum/b", ZEROING, JQWIK), Map.of(JQWIK, Answer.none(HOSTILE)))),
          List.of(
              subject(
                  "made/up",
                  held(
                      LISTING,
                      Map.of(
                          LINCHECK,
                          new Verdict.Bounded(900, "12 of 13 cut", true),
                          JQWIK,
                          new Verdict.Violated(7, new Violation(LISTING, HOSTILE), "cpu0: x\n<y"))),
                  held(
                      PAGE_TABLE,
                      Map.of(
                          LINCHECK,
                          new Verdict.Bounded(900, "12 of 13 cut", true),
                          JQWIK,
                          new Verdict.Sampled(8))),
                  held(ALIGNMENT, Map.of(JQWIK, new Verdict.Exhausted(5))),
                  held(ZEROING, Map.of(JQWIK, new Verdict.Vacuous("no time"))),
                  held(CPU_LOCAL, Map.of()),
                  new JudgedSubject.Judged(LIMIT, false, false, Map.of()),
                  new JudgedSubject.Judged(NO_STRANDING, false, true, Map.of()))));

  private static JudgedSubject.Judged held(Property property, Map<Checker, Verdict> verdicts) {
    Map<Checker, Verdict> inOrder = new EnumMap<>(Checker.class);
    inOrder.putAll(verdicts);
    return new JudgedSubject.Judged(property, true, false, inOrder);
  }

  private static JudgedSubject subject(String id, JudgedSubject.Judged... properties) {
    return new JudgedSubject(Given.subject(id), Map.of(), List.of(properties));
  }

  private static Element page(GateResult result, Map<String, String> pictures) throws Exception {
    return parsed(HtmlReport.of(result, 42, pictures, Optional.empty()).text());
  }

  private static Element parsed(String text) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  private static Element section(Element page, String id) {
    return elements(page, "section").stream()
        .filter(section -> section.getAttribute("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** The text of every cell, row by row. */
  private static List<List<String>> rows(Element section) {
    List<List<String>> rows = new ArrayList<>();
    for (Element row : elements(elements(section, "tbody").get(0), "tr")) {
      List<String> cells = new ArrayList<>();
      elements(row, "*").stream()
          .filter(cell -> cell.getTagName().equals("td") || cell.getTagName().equals("th"))
          .forEach(cell -> cells.add(text(cell)));
      rows.add(cells);
    }
    return rows;
  }

  private static String text(Element element) {
    return element.getTextContent().replaceAll("\\s+", " ").strip();
  }

  private static List<String> sections(Element page) {
    return elements(page, "section").stream().map(section -> section.getAttribute("id")).toList();
  }

  @Test
  void aPassSaysWhatWasCheckedAndShownAndWithWhichSeed() throws Exception {
    Element page = page(PASS, Map.of());
    assertThat(text(elements(page, "h1").get(0))).isEqualTo("PASS");
    assertThat(text(elements(page, "header").get(0)))
        .contains(
            "All that was asked was checked, and holds.",
            "1 mutant of the museum and 1 subject, by tlc, lincheck, explorer, jqwik",
            "1 mutant killed, 1 subject shown to hold: made/up",
            "Seed42");
    assertThat(sections(page)).containsExactly("verdicts", "cut-short", "museum");
    assertThat(text(section(page, "cut-short"))).endsWith("Nothing was.");
  }

  @Test
  void everyKindOfVerdictHasItsOwnWordAndItsOwnColour() throws Exception {
    Element verdicts = section(page(EVERYTHING, Map.of()), "verdicts");
    assertThat(rows(verdicts))
        .containsExactly(
            List.of("listing", "–", "BOUNDED 900", "–", "VIOLATED after 7"),
            List.of("page-table", "–", "BOUNDED 900", "–", "SAMPLED 8"),
            List.of("alignment", "–", "–", "–", "EXHAUSTED 5"),
            List.of("zeroing", "–", "–", "–", "VACUOUS"),
            List.of("cpu-local", "UNCHECKED by any checker"),
            List.of("limit", "not promised"),
            List.of("no-stranding", "exceeded not promised"));
    List<String> styles =
        elements(elements(verdicts, "tbody").get(0), "*").stream()
            .map(element -> element.getAttribute("class"))
            .filter(style -> style.startsWith("word "))
            .distinct()
            .toList();
    assertThat(styles).hasSize(9);
    String css = elements(page(EVERYTHING, Map.of()), "style").get(0).getTextContent();
    assertThat(styles)
        .allSatisfy(style -> assertThat(css).contains("." + style.substring("word ".length())));
  }

  @Test
  void aVerdictThatIsAViolationLeadsToItsReproAndToItsPicture() throws Exception {
    Element page = page(EVERYTHING, Map.of("made/up listing", "pictures/a b.svg"));
    Element link = elements(elements(section(page, "verdicts"), "tbody").get(0), "a").get(0);
    Element violation = elements(section(page, "violations"), "article").get(0);
    assertThat(link.getAttribute("href")).isEqualTo("#" + violation.getAttribute("id"));
    assertThat(text(violation)).contains("made/up violates listing", "jqwik after 7 executions");
    assertThat(elements(violation, "pre").get(0).getTextContent()).isEqualTo("cpu0: x\n<y");
    assertThat(elements(violation, "a").get(0).getAttribute("href")).isEqualTo("pictures/a b.svg");
  }

  @Test
  void theMuseumSaysWhoFoundWhatAfterHowManyExecutions() throws Exception {
    assertThat(rows(section(page(EVERYTHING, Map.of()), "museum")))
        .containsExactly(
            List.of(
                "museum/a made up",
                "listing",
                "lincheck, jqwik",
                "-",
                "found after 3",
                "-",
                "not in 50000",
                "SURVIVED"),
            List.of("museum/b made up", "zeroing", "jqwik", "-", "-", "-", "?", "INCONCLUSIVE"));
  }

  @Test
  void whatWasCutShortIsThereWithItsReasonAndWhatCountsAgainstAPassIsFirst() throws Exception {
    assertThat(rows(section(page(EVERYTHING, Map.of()), "cut-short")))
        .containsExactly(
            List.of(
                "INCONCLUSIVE",
                "the museum",
                "jqwik",
                "<script>alert('&\"')</script>?",
                "museum/b zeroing"),
            List.of("VACUOUS", "made/up", "jqwik", "no time", "zeroing"),
            List.of(
                "UNCHECKED",
                "made/up",
                "",
                "no checker is shown to see a violation of it here",
                "cpu-local"),
            List.of("BOUNDED", "made/up", "lincheck", "12 of 13 cut", "listing, page-table"));
  }

  @Test
  void theReasonsOfAFailureAreThereAndThoseThatAreOnlyDoubtsAreToldApart() throws Exception {
    Element page = page(EVERYTHING, Map.of());
    assertThat(text(elements(page, "h1").get(0))).isEqualTo("FAIL");
    List<String> told =
        elements(section(page, "reasons"), "li").stream().map(row -> text(row)).toList();
    assertThat(told).hasSize(EVERYTHING.reasons().size());
    assertThat(told.get(0)).startsWith("failure made/up: violates listing");
    assertThat(told.get(told.size() - 1)).startsWith("doubt ").doesNotContain("made/up");
  }

  @Test
  void picturesAreLinksInTheOrderOfTheirTitles() throws Exception {
    Element page = page(PASS, Map.of("b", "pictures/b.svg", "a <", "pictures/a.svg"));
    assertThat(elements(section(page, "pictures"), "a"))
        .extracting(link -> text(link) + " " + link.getAttribute("href"))
        .containsExactly("a < pictures/a.svg", "b pictures/b.svg");
  }

  @Test
  void theChartOfFragmentationIsDrawnInThePage() throws Exception {
    Chart chart = new Chart(Fragmentation.of(1, 2, false));
    String text = HtmlReport.of(PASS, 42, Map.of(), Optional.of(chart)).text();
    Element drawn = elements(section(parsed(text), "fragmentation"), "svg").get(0);
    assertThat(elements(drawn, "polyline"))
        .hasSize(6)
        .allSatisfy(line -> assertThat(line.getAttribute("points").split(" ")).hasSize(24));
    assertThat(text(drawn)).contains("general", "magazines", "kmalloc_obj", "in use", "seed 1");
    assertThat(text).doesNotContain("<script", "http:", "https:", "url(", "@import", "src=");
    assertThat(sections(page(PASS, Map.of()))).doesNotContain("fragmentation");
  }

  @Test
  void whatIsMovedForAnObjectStandsInARowForEachSubjectThatWasCounted() throws Exception {
    LinesReport counted =
        LinesReport.of(List.of(Catalogue.load().find("linux/dfb4f096").orElseThrow()), 64);
    String text = HtmlReport.of(PASS, 42, Map.of(), Optional.empty()).with(counted).text();
    assertThat(rows(section(parsed(text), "lines")))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row).hasSize(4).startsWith("linux/dfb4f096");
              assertThat(row.get(1)).isEqualTo("2.02: object 1, struct page 1.02");
            });
    assertThat(sections(page(PASS, Map.of()))).doesNotContain("lines");
  }

  @Test
  void aSubjectWhoseLinesCannotBeCountedIsNamedWithTheReason() throws Exception {
    LinesReport counted = LinesReport.of(List.of(WordHeap.ofNothing()), 64);
    String text = HtmlReport.of(PASS, 42, Map.of(), Optional.empty()).with(counted).text();
    assertThat(text(section(parsed(text), "lines")))
        .contains("Not counted: acme/nothing grants no 64 bytes");
  }

  @Test
  void everyReproSaysWhatCameOfItAndLeadsToItsPicture() throws Exception {
    GateResult result =
        PASS.with(
            new Replays(
                List.of(
                    Given.repro("a", Replays.Outcome.AS_EXPECTED),
                    Given.repro("b", Replays.Outcome.DIFFERENT)),
                ""),
            List.of(),
            List.of());
    Element repros = section(page(result, Map.of("repro a", "pictures/a.html")), "repros");
    assertThat(rows(repros))
        .containsExactly(List.of("a", "came of a", "Picture"), List.of("b", "came of b", ""));
    assertThat(elements(repros, "a").get(0).getAttribute("href")).isEqualTo("pictures/a.html");
  }

  @Test
  void noTextCanBecomeMarkupAndThePageAsksForNothingElse() {
    String text =
        HtmlReport.of(EVERYTHING, 42, Map.of(HOSTILE, "javascript:alert(1)"), Optional.empty())
            .text();
    assertThat(text)
        .doesNotContain("<script", "javascript:", "\u0001")
        .doesNotContain("http:", "https:", "url(", "@import", "src=", "<link");
  }

  @Test
  void theSameResultGivesTheSamePage() {
    Map<String, String> pictures = Map.of("a", "1", "b", "2", "c", "3");
    assertThat(HtmlReport.of(EVERYTHING, 1, pictures, Optional.empty()).text())
        .isEqualTo(HtmlReport.of(EVERYTHING, 1, pictures, Optional.empty()).text())
        .isNotEqualTo(HtmlReport.of(EVERYTHING, 2, pictures, Optional.empty()).text());
  }
}
