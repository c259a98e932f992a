package ripsaw.gate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.LISTING;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.NO_STRANDING;
import static ripsaw.spec.Checker.JQWIK;
import static ripsaw.spec.Checker.LINCHECK;
import static ripsaw.spec.CommonProperty.ALIGNMENT;
import static ripsaw.spec.CommonProperty.ZEROING;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import ripsaw.gate.Given;
import ripsaw.gate.corpus.Replays;
import ripsaw.gate.hunt.Hunted;
import ripsaw.gate.verdict.GateResult;
import ripsaw.gate.verdict.JudgedMutant;
import ripsaw.gate.verdict.JudgedSubject;
import ripsaw.gate.worker.Answer;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.spec.Verdict;
import ripsaw.spec.Violation;
import ripsaw.subject.Subject;

/**
 * That viewers can read the file. What is looked at here are the facts of two schemas: Jenkins'
 * {@code junit-10.xsd}, and {@code surefire-test-report-3.0.xsd}, which asks for times and types.
 */
class JunitReportTest {
  private static final Subject SUBJECT = Given.subject("made/up");

  private static final List<JudgedMutant> FAULTS =
      List.of(
          JudgedMutant.of(
              Given.fault("museum/a", LISTING, LINCHECK, JQWIK),
              Map.of(LINCHECK, Given.found(LISTING, 3), JQWIK, Given.clean(Given.ENOUGH))),
          JudgedMutant.of(
              Given.fault("museum/b", ZEROING, JQWIK), Map.of(JQWIK, Answer.none("broken"))),
          JudgedMutant.of(
              Given.fault("museum/c", LISTING, JQWIK), Map.of(JQWIK, Given.found(LISTING, 3))));

  private static final Verdict VIOLATED =
      new Verdict.Violated(7, new Violation(LISTING, "seen <&\u0001"), "cpu0: x\ncpu1: ]]>");

  /** Something of everything. */
  private static final GateResult RESULT =
      Given.result(
              FAULTS,
              List.of(
                  new JudgedSubject(
                      SUBJECT,
                      Map.of(JQWIK, Given.planted(5)),
                      List.of(
                          judged(LISTING, Map.of(JQWIK, VIOLATED)),
                          judged(NO_STRANDING, Map.of()),
                          judged(
                              ALIGNMENT,
                              Map.of(
                                  JQWIK,
                                  new Verdict.Sampled(4),
                                  LINCHECK,
                                  new Verdict.Bounded(3, "time", false))),
                          judged(ZEROING, Map.of(JQWIK, new Verdict.Vacuous("no time")))))))
          .with(
              new Replays(
                  List.of(
                      Given.repro("a", Replays.Outcome.AS_EXPECTED),
                      Given.repro("b", Replays.Outcome.DIFFERENT),
                      Given.repro("c", Replays.Outcome.NOT_REPLAYED)),
                  ""),
              List.of(hunted(9, List.of()), hunted(0, List.of("A.b never 1: x"))),
              List.of());

  private static JudgedSubject.Judged judged(Property property, Map<Checker, Verdict> verdicts) {
    return new JudgedSubject.Judged(property, true, false, verdicts);
  }

  private static Hunted hunted(int chosen, List<String> gone) {
    return new Hunted(
        Given.subject("made/up-" + chosen),
        List.of(),
        chosen,
        9,
        null,
        true,
        gone,
        Optional.empty(),
        Optional.empty());
  }

  private static Element root(GateResult result) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(JunitReport.text(result).getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  private static List<String> children(Element parent) {
    List<String> names = new ArrayList<>();
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element) {
        names.add(child.getNodeName());
      }
    }
    return names;
  }

  private static Element suite(Element root, String name) {
    return elements(root, "testsuite").stream()
        .filter(suite -> suite.getAttribute("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theSumsOfEachSuiteAndOfAllAreThoseOfTheirCases() throws Exception {
    Element root = root(RESULT);
    List<Element> all = new ArrayList<>(elements(root, "testsuite"));
    assertThat(all)
        .extracting(suite -> suite.getAttribute("name"))
        .containsExactly("gate", "museum", "repros", "mutants", "made/up");
    assertThat(all).allSatisfy(suite -> assertThat(suite.getAttribute("skipped")).isEqualTo("0"));
    all.add(root);
    for (Element suite : all) {
      assertThat(suite.getAttribute("name")).isNotEmpty();
      assertThat(suite.getAttribute("time")).isEqualTo("0");
      count(suite, "tests", "testcase");
      count(suite, "failures", "failure");
      count(suite, "errors", "error");
      assertThat(elements(suite, "skipped")).isEmpty();
    }
    assertThat(elements(root, "failure")).hasSize(5);
    assertThat(elements(root, "error")).hasSize(6);
  }

  private static void count(Element suite, String attribute, String element) {
    assertThat(suite.getAttribute(attribute))
        .as("%s of %s", attribute, suite.getAttribute("name"))
        .isEqualTo(Integer.toString(elements(suite, element).size()));
  }

  @Test
  void eachCaseHasANameOfItsOwnAndOneEnd() throws Exception {
    Set<String> names = new TreeSet<>();
    for (Element test : elements(root(RESULT), "testcase")) {
      Element suite = (Element) test.getParentNode();
      assertThat(test.getAttribute("classname")).isEqualTo(suite.getAttribute("name"));
      assertThat(test.getAttribute("name")).isNotEmpty();
      assertThat(test.getAttribute("time")).isEqualTo("0");
      String name = test.getAttribute("classname") + " " + test.getAttribute("name");
      assertThat(names.add(name)).as(name).isTrue();
      List<String> ends = children(test);
      ends.remove("system-out");
      assertThat(ends).hasSizeLessThan(2).isSubsetOf("failure", "error");
    }
    for (String end : List.of("failure", "error")) {
      assertThat(elements(root(RESULT), end))
          .allSatisfy(
              one -> {
                assertThat(one.getAttribute("type")).isNotEmpty();
                assertThat(one.getAttribute("message")).isNotEmpty();
              });
    }
  }

  @Test
  void noElementIsThereThatTheSchemasDoNotHaveThere() throws Exception {
    Element root = root(RESULT);
    assertThat(root.getTagName()).isEqualTo("testsuites");
    assertThat(children(root)).containsOnly("testsuite");
    for (Element suite : elements(root, "testsuite")) {
      assertThat(children(suite)).isSubsetOf("properties", "testcase");
      assertThat(children(suite).lastIndexOf("properties")).isLessThan(1);
    }
    assertThat(elements(root, "property"))
        .allSatisfy(
            property -> {
              assertThat(property.getAttribute("name")).isNotEmpty();
              assertThat(property.hasAttribute("value")).isTrue();
            });
  }

  @Test
  void whatFailedIsAFailureAndWhatWasNotShownIsAnErrorAndNeitherIsPassed() throws Exception {
    Element root = root(RESULT);
    assertThat(children(cased(root, "museum", "museum/a listing"))).containsExactly("failure");
    assertThat(children(cased(root, "museum", "museum/b zeroing"))).containsExactly("error");
    assertThat(children(cased(root, "museum", "museum/c listing"))).isEmpty();
    assertThat(children(cased(root, "repros", "b"))).containsExactly("failure");
    assertThat(children(cased(root, "repros", "c"))).containsExactly("error");
    assertThat(children(cased(root, "mutants", "made/up-9"))).contains("error");
    assertThat(children(cased(root, "mutants", "made/up-0"))).contains("failure");
    assertThat(children(cased(root, "made/up", "alignment by jqwik"))).isEmpty();
    assertThat(children(cased(root, "made/up", "alignment by lincheck"))).containsExactly("error");
    assertThat(children(cased(root, "made/up", "zeroing by jqwik"))).containsExactly("error");
    assertThat(children(cased(root, "made/up", "no-stranding"))).containsExactly("error");
    Element failure = elements(cased(root, "made/up", "listing by jqwik"), "failure").get(0);
    assertThat(failure.getAttribute("message")).isEqualTo("listing: seen <&?");
    assertThat(failure.getAttribute("type")).isEqualTo("VIOLATED");
    assertThat(failure.getTextContent().strip()).isEqualTo("cpu0: x\ncpu1: ]]>");
  }

  private static Element cased(Element root, String suite, String name) {
    return elements(suite(root, suite), "testcase").stream()
        .filter(test -> test.getAttribute("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Some reasons are about no case: a subject whose mutants were not come to, a corpus gone. */
  @Test
  void aRunThatIsNoPassIsNoneInAnyViewer() throws Exception {
    GateResult pass = Given.result(List.of(FAULTS.get(2)), List.of());
    assertThat(children(cased(root(pass), "gate", "verdict"))).isEmpty();
    assertThat(root(pass).getAttribute("failures")).isEqualTo("0");
    assertThat(root(pass).getAttribute("errors")).isEqualTo("0");
    for (GateResult doubtful :
        List.of(
            pass.with(Replays.NONE, List.of(), List.of(SUBJECT)),
            pass.with(new Replays(List.of(), "no corpus"), List.of(), List.of()))) {
      assertThat(doubtful.outcome()).isEqualTo(GateResult.Outcome.INCONCLUSIVE);
      assertThat(children(cased(root(doubtful), "gate", "verdict"))).containsExactly("error");
    }
    Element failure = elements(cased(root(RESULT), "gate", "verdict"), "failure").get(0);
    assertThat(failure.getAttribute("type")).isEqualTo("FAIL");
    assertThat(failure.getTextContent().lines()).containsExactlyElementsOf(RESULT.reasons());
  }
}
