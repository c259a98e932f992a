package ripsaw.linearizability.picture;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import ripsaw.linearizability.repro.Recording;

/**
 * An execution for a browser, in one page that asks the network for nothing: the lanes, and beside
 * them the slabs, or the words, as they stood after the row that the reader is at.
 *
 * <p>The template is {@code page.jte}, which the build has made a class of. It draws what is the
 * same for every row; {@code page.js}, {@code slab.js} and {@code ring.js} draw the rest, from the
 * recording that the page carries.
 */
public final class Html {
  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Html.class.getClassLoader(), Html.class.getPackageName());

  private Html() {}

  /** What {@code page.jte} shows. */
  record Page(
      Recording recording,
      List<Line> folded,
      List<Flight> flights,
      String data,
      String style,
      String script) {
    boolean hasGuiltyRow() {
      return recording.rows().stream().anyMatch(Recording.Row::guilty);
    }

    /** How it came to the violation; null if that is not known. */
    String why() {
      return Why.of(recording).map(Caption::visible).orElse(null);
    }

    /** Whether the allocator shows anything of itself: else its words are all there is. */
    boolean hasCensus() {
      return recording.rows().stream()
          .map(Recording.Row::state)
          .anyMatch(
              state ->
                  !state.slabs().isEmpty()
                      || !state.rings().isEmpty()
                      || !state.pageTable().isEmpty());
    }
  }

  /** The whole page, which needs no other file. */
  public static String page(Recording recording) {
    Page page =
        new Page(
            recording,
            Line.folded(recording),
            Flight.of(recording),
            Json.inHtml(recording),
            resource("page.css"),
            resource("slab.js") + resource("ring.js") + resource("page.js"));
    StringOutput text = new StringOutput();
    TEMPLATES.render("page.jte", page, text);
    return text.toString();
  }

  private static String resource(String name) {
    try (InputStream in = Html.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
