package ripsaw.gate.corpus;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ripsaw.gate.check.Agenda;
import ripsaw.gate.check.Budget;
import ripsaw.gate.text.InputError;
import ripsaw.linearizability.guard.Unwatched;
import ripsaw.linearizability.guard.Watchdog;
import ripsaw.linearizability.picture.Html;
import ripsaw.linearizability.repro.Recording;
import ripsaw.linearizability.repro.Replay;
import ripsaw.linearizability.repro.Repro;
import ripsaw.subject.Catalogue;

/**
 * What came of replaying the corpus.
 *
 * @param trouble why nothing was replayed, though it should have been; else empty
 */
public record Replays(List<Item> items, String trouble) {
  /** For a run that was not to replay any. */
  public static final Replays NONE = new Replays(List.of(), "");

  private static final String TOO_LATE = "time: the budget ran out before it was replayed";

  public enum Outcome {
    AS_EXPECTED,
    DIFFERENT,
    /** It could not be replayed. */
    NOT_REPLAYED
  }

  /**
   * One repro.
   *
   * @param name of its file, without the ending
   * @param repro empty if the file is none
   * @param detail what came of it, in a line
   * @param recording empty if it could not be replayed
   */
  public record Item(
      String name,
      Optional<Repro> repro,
      Outcome outcome,
      String detail,
      Optional<Recording> recording) {
    /** Of its picture, in the report. */
    public String title() {
      return "repro " + name;
    }
  }

  /**
   * Replays a whole corpus.
   *
   * @param directory empty if there is none
   * @param budget what comes when it is spent is not replayed
   */
  public static Replays of(Catalogue catalogue, Optional<Path> directory, Budget budget) {
    if (directory.isEmpty()) {
      return new Replays(List.of(), "there is no corpus of repros: add ci/repros");
    }
    List<Item> items = new ArrayList<>();
    try {
      Corpus.load(directory.get())
          .forEach(
              item ->
                  items.add(
                      budget.isSpent() ? notReplayed(item, TOO_LATE) : watched(catalogue, item)));
    } catch (IOException e) {
      return new Replays(List.of(), "the corpus of repros cannot be read: " + e);
    }
    return new Replays(items, items.isEmpty() ? "the corpus of repros is empty: accept one" : "");
  }

  private static Item watched(Catalogue catalogue, Corpus.Item item) {
    try {
      return Watchdog.watch(Watchdog.PATIENCE, () -> replay(catalogue, item));
    } catch (Watchdog.Hung e) {
      return notReplayed(item, e.getMessage());
    }
  }

  private static Item replay(Catalogue catalogue, Corpus.Item item) {
    if (item.repro().isEmpty()) {
      return notReplayed(item, item.trouble());
    }
    Repro repro = item.repro().get();
    try {
      String where = item.name() + Corpus.ENDING;
      Replayed replayed = Replayed.of(Agenda.subject(catalogue, repro, where), repro);
      return new Item(
          item.name(),
          item.repro(),
          replayed.isAsExpected() ? Outcome.AS_EXPECTED : Outcome.DIFFERENT,
          replayed.outcome(),
          Optional.of(replayed.recording()));
    } catch (InputError | Unwatched e) {
      return notReplayed(item, e.getMessage());
    } catch (Replay.Misfit e) {
      return notReplayed(item, Replayed.mend(e, item.name() + Corpus.ENDING));
    }
  }

  private static Item notReplayed(Corpus.Item item, String why) {
    return new Item(item.name(), item.repro(), Outcome.NOT_REPLAYED, why, Optional.empty());
  }

  public long asExpected() {
    return items.stream().filter(item -> item.outcome == Outcome.AS_EXPECTED).count();
  }

  /** The page of each, by the name of its file. */
  public Map<String, String> pages() {
    Map<String, String> pages = new LinkedHashMap<>();
    for (Item item : items) {
      item.recording.ifPresent(recording -> pages.put(item.name + ".html", Html.page(recording)));
    }
    return pages;
  }

  /**
   * The address of each page, by its title.
   *
   * @param directory of the pages, as seen from the page that links to them
   */
  public Map<String, String> links(String directory) {
    Map<String, String> links = new LinkedHashMap<>();
    for (Item item : items) {
      item.recording.ifPresent(
          any -> links.put(item.title(), directory + "/" + segment(item.name + ".html")));
    }
    return links;
  }

  /** A file's name as a part of an address, where a percent sign, # and ? mean something else. */
  public static String segment(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
