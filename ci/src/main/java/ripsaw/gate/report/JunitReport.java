package ripsaw.gate.report;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import ripsaw.gate.corpus.Replays;
import ripsaw.gate.hunt.Hunted;
import ripsaw.gate.text.Printable;
import ripsaw.gate.verdict.GateResult;
import ripsaw.gate.verdict.GateResult.Outcome;
import ripsaw.gate.verdict.JudgedMutant;
import ripsaw.gate.verdict.JudgedSubject;
import ripsaw.gate.verdict.Reasons;
import ripsaw.spec.Verdict;

/**
 * The document {@code junit.xml}, which CI systems show: a suite for the gate's own verdict, the
 * museum, the repros, the machine-made mutants and each subject. What failed is a failure, what was
 * not shown an error; nothing is ever skipped: what was left to the full tier is a property of the
 * first suite, and whom a mutant was not put to is its output. The first suite fails whenever the
 * gate does, whatever the others say.
 *
 * <p>What viewers need is there: each {@code time}, always 0, so that two runs with one seed write
 * the same bytes; each {@code type}; and sums that are right.
 */
public final class JunitReport {
  /** What a case ended in. */
  private enum Result {
    OK(""),
    FAILURE("failure"),
    ERROR("error");

    private final String element;

    Result(String element) {
      this.element = element;
    }
  }

  private static final String NO_TIME = "0";

  /**
   * @param type the word for what came of it; shown if it is not well
   * @param output empty if there is none
   */
  private record Case(
      String name, Result result, String type, String message, String body, String output) {}

  /**
   * @param properties by name
   */
  private record Suite(String name, Map<String, String> properties, List<Case> cases) {}

  private final XMLStreamWriter xml;

  private JunitReport(XMLStreamWriter xml) {
    this.xml = xml;
  }

  public static String text(GateResult result) {
    List<Suite> suites = new ArrayList<>();
    suites.add(
        new Suite("gate", Map.of("tier", result.scope().inWords()), List.of(verdict(result))));
    suites.add(
        new Suite("museum", Map.of(), result.faults().stream().map(JunitReport::test).toList()));
    if (!result.repros().items().isEmpty()) {
      suites.add(
          new Suite(
              "repros",
              Map.of(),
              result.repros().items().stream().map(JunitReport::test).toList()));
    }
    if (!result.hunted().isEmpty()) {
      suites.add(
          new Suite("mutants", Map.of(), result.hunted().stream().map(JunitReport::test).toList()));
    }
    result.subjects().forEach(subject -> suites.add(suite(result, subject)));
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new JunitReport(xml).write(suites);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  /** With every reason, also those that are about no case of another suite. */
  private static Case verdict(GateResult result) {
    Result outcome =
        switch (result.outcome()) {
          case PASS -> Result.OK;
          case FAIL -> Result.FAILURE;
          case INCONCLUSIVE -> Result.ERROR;
        };
    String body = String.join("\n", result.reasons());
    String first = result.reasons().stream().findFirst().orElse("");
    return new Case("verdict", outcome, result.outcome().name(), first, body, "");
  }

  private static Case test(Hunted hunted) {
    Reasons reasons = new Reasons();
    reasons.add(hunted);
    String type = (reasons.failures().isEmpty() ? Outcome.INCONCLUSIVE : Outcome.FAIL).name();
    return test(hunted.subject().id(), type, reasons, "", hunted.inWords());
  }

  private static Case test(JudgedMutant judged) {
    Reasons reasons = new Reasons();
    reasons.add(judged);
    String notAsked =
        judged.notAsked().isEmpty() ? "" : "not asked: " + HtmlReport.names(judged.notAsked());
    String type = judged.outcome().name();
    return test(judged.fault().id(), type, reasons, judged.fault().story(), notAsked);
  }

  private static Case test(Replays.Item item) {
    Reasons reasons = new Reasons();
    reasons.add(item);
    return test(item.name(), item.outcome().name(), reasons, "", "");
  }

  private static Case test(String name, String type, Reasons reasons, String body, String output) {
    Result result =
        !reasons.failures().isEmpty()
            ? Result.FAILURE
            : !reasons.doubts().isEmpty() ? Result.ERROR : Result.OK;
    return new Case(name, result, type, String.join("; ", reasons.all()), body, output);
  }

  private static Suite suite(GateResult result, JudgedSubject judged) {
    List<Case> cases = new ArrayList<>();
    for (JudgedSubject.Judged property : judged.properties()) {
      String name = property.property().id();
      if (property.isUnchecked()) {
        cases.add(
            new Case(
                name,
                Result.ERROR,
                VerdictMatrix.UNCHECKED,
                JudgedSubject.Judged.NOBODY_SEES,
                "",
                ""));
      }
      property
          .verdicts()
          .forEach((checker, verdict) -> cases.add(test(name + " by " + checker, verdict)));
    }
    String borrowing = result.borrowingInWords(judged);
    Map<String, String> properties =
        borrowing.isEmpty() ? Map.of() : Map.of("verdicts whose own mutants are left", borrowing);
    return new Suite(judged.subject().id(), properties, cases);
  }

  private static Case test(String name, Verdict verdict) {
    String type = JsonReport.word(verdict);
    if (verdict instanceof Verdict.Violated violated) {
      return new Case(
          name,
          Result.FAILURE,
          type,
          violated.violation().toString(),
          "\n" + violated.repro() + "\n",
          "");
    }
    Result result = verdict.passes() ? Result.OK : Result.ERROR;
    return new Case(name, result, type, verdict.label(), "", "");
  }

  private void write(List<Suite> suites) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    line(0);
    xml.writeStartElement("testsuites");
    xml.writeAttribute("name", "ripsaw gate");
    count(suites.stream().flatMap(suite -> suite.cases.stream()).toList());
    for (Suite suite : suites) {
      line(1);
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", Printable.of(suite.name));
      count(suite.cases);
      xml.writeAttribute("skipped", "0");
      write(suite.properties);
      for (Case test : suite.cases) {
        line(2);
        write(suite.name, test);
      }
      line(1);
      xml.writeEndElement();
    }
    line(0);
    xml.writeEndElement();
    line(0);
    xml.writeEndDocument();
  }

  private void count(List<Case> cases) throws XMLStreamException {
    xml.writeAttribute("tests", Integer.toString(cases.size()));
    xml.writeAttribute("failures", Long.toString(count(cases, Result.FAILURE)));
    xml.writeAttribute("errors", Long.toString(count(cases, Result.ERROR)));
    xml.writeAttribute("time", NO_TIME);
  }

  private static long count(List<Case> cases, Result result) {
    return cases.stream().filter(test -> test.result == result).count();
  }

  private void write(Map<String, String> properties) throws XMLStreamException {
    if (properties.isEmpty()) {
      return;
    }
    line(2);
    xml.writeStartElement("properties");
    for (Map.Entry<String, String> property : properties.entrySet()) {
      xml.writeEmptyElement("property");
      xml.writeAttribute("name", property.getKey());
      xml.writeAttribute("value", Printable.of(property.getValue()));
    }
    xml.writeEndElement();
  }

  private void write(String suite, Case test) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", Printable.of(suite));
    xml.writeAttribute("name", Printable.of(test.name));
    xml.writeAttribute("time", NO_TIME);
    if (test.result != Result.OK) {
      xml.writeStartElement(test.result.element);
      xml.writeAttribute("type", test.type);
      xml.writeAttribute("message", Printable.of(test.message));
      xml.writeCharacters(Printable.of(test.body));
      xml.writeEndElement();
    }
    if (!test.output.isEmpty()) {
      xml.writeStartElement("system-out");
      xml.writeCharacters(Printable.of(test.output));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private void line(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }
}
