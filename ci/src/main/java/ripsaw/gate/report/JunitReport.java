package ripsaw.gate.report;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import ripsaw.gate.corpus.Replays;
import ripsaw.gate.text.Printable;
import ripsaw.gate.verdict.GateResult;
import ripsaw.gate.verdict.JudgedMutant;
import ripsaw.gate.verdict.JudgedSubject;
import ripsaw.gate.verdict.Reasons;
import ripsaw.spec.Verdict;

/**
 * The document {@code junit.xml}, which CI systems show: a suite for the museum, the repros and
 * each subject. What failed is a failure, what was not shown an error; nothing is ever skipped:
 * what was left to the full tier is a property of the first suite, and whom a mutant was not put to
 * is its output. No times, so that two runs with one seed write the same bytes.
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

  /**
   * @param output empty if there is none
   */
  private record Case(String name, Result result, String message, String body, String output) {}

  /**
   * @param properties by name
   */
  private record Suite(String name, Map<String, String> properties, List<Case> cases) {
    private long count(Result result) {
      return cases.stream().filter(test -> test.result == result).count();
    }
  }

  private final XMLStreamWriter xml;

  private JunitReport(XMLStreamWriter xml) {
    this.xml = xml;
  }

  public static String text(GateResult result) {
    List<Suite> suites = new ArrayList<>();
    suites.add(
        new Suite(
            "museum",
            Map.of("tier", result.scope().inWords()),
            result.faults().stream().map(JunitReport::test).toList()));
    if (!result.repros().items().isEmpty()) {
      suites.add(
          new Suite(
              "repros",
              Map.of(),
              result.repros().items().stream().map(JunitReport::test).toList()));
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

  private static Case test(JudgedMutant judged) {
    Reasons reasons = new Reasons();
    reasons.add(judged);
    String notAsked =
        judged.notAsked().isEmpty() ? "" : "not asked: " + HtmlReport.names(judged.notAsked());
    return test(judged.fault().id(), reasons, judged.fault().story(), notAsked);
  }

  private static Case test(Replays.Item item) {
    Reasons reasons = new Reasons();
    reasons.add(item);
    return test(item.name(), reasons, "", "");
  }

  private static Case test(String name, Reasons reasons, String body, String output) {
    Result result =
        !reasons.failures().isEmpty()
            ? Result.FAILURE
            : !reasons.doubts().isEmpty() ? Result.ERROR : Result.OK;
    return new Case(name, result, String.join("; ", reasons.all()), body, output);
  }

  private static Suite suite(GateResult result, JudgedSubject judged) {
    List<Case> cases = new ArrayList<>();
    for (JudgedSubject.Judged property : judged.properties()) {
      String name = property.property().id();
      if (property.isUnchecked()) {
        cases.add(new Case(name, Result.ERROR, JudgedSubject.Judged.NOBODY_SEES, "", ""));
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
    if (verdict instanceof Verdict.Violated violated) {
      return new Case(
          name,
          Result.FAILURE,
          violated.violation().toString(),
          "\n" + violated.repro() + "\n",
          "");
    }
    return new Case(name, verdict.passes() ? Result.OK : Result.ERROR, verdict.label(), "", "");
  }

  private void write(List<Suite> suites) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    line(0);
    xml.writeStartElement("testsuites");
    for (Suite suite : suites) {
      line(1);
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", Printable.of(suite.name));
      xml.writeAttribute("tests", Integer.toString(suite.cases.size()));
      xml.writeAttribute("failures", Long.toString(suite.count(Result.FAILURE)));
      xml.writeAttribute("errors", Long.toString(suite.count(Result.ERROR)));
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
    if (test.result != Result.OK) {
      xml.writeStartElement(test.result.element);
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
