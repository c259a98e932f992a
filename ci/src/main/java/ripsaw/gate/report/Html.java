package ripsaw.gate.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import ripsaw.gate.text.Printable;

/** HTML by the templates in {@code src/main/jte}, which the build has made classes of. */
final class Html {
  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Html.class.getClassLoader(), Html.class.getPackageName());

  private Html() {}

  /**
   * Every text of the model is escaped.
   *
   * @param template its file name
   */
  static String text(String template, Object model) {
    StringOutput text = new StringOutput();
    TEMPLATES.render(template, model, text);
    return Printable.of(text.toString()); // HTML may not hold them either
  }
}
