package ripsaw.linearizability.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.kfree.census.KfreeProperty;

/** The page as text; what it does is {@link PageTest}'s. */
class HtmlTest {
  @Test
  void theHeadlineIsThePropertyAndWhatHappened() {
    assertThat(Html.page(Recordings.stranding()))
        .contains("<strong>VIOLATED</strong> no-stranding")
        .contains("<h1>" + KfreeProperty.NO_STRANDING.sentence() + "</h1>")
        .contains("nobody will ever drain slab 0xa00 of cpu0");
    assertThat(Html.page(Recordings.bustle())).contains("<strong>CLEAN</strong>");
  }

  @Test
  void itNamesNothingOutsideItself() {
    assertThat(Html.page(Recordings.bustle()))
        .contains("default-src 'none'")
        .doesNotContainIgnoringCase("://", "src=", "href=", "@import", "url(\"", "url('", "fetch(");
  }

  @Test
  void textsOfUsersAreEscaped() {
    String page = Html.page(Recordings.named("<script>alert(1)</script>\"'--><img onerror=\"x\">"));
    assertThat(page)
        .contains("&lt;script>alert(1)&lt;/script>")
        .doesNotContain("<script>alert", "<img", "\"--><");
  }

  @Test
  void aLineFeedInATextIsShownAsOne() {
    assertThat(Html.page(Recordings.named("free\na")))
        .contains("free\\u000aa")
        .doesNotContain("free\na");
  }

  @Test
  void theRowsOfALoopAreMarked() {
    String page = Html.page(Recordings.livelock());
    assertThat(page)
        .contains("<span class=\"loop\">from here on it repeats for ever</span>")
        .containsPattern("class=\"row access guilty round\"[^>]* id=\"row10\"")
        .doesNotContainPattern("class=\"[^\"]* round[^\"]*\"[^>]* id=\"row6\"");
    assertThat(Html.page(Recordings.stranding())).doesNotContain("class=\"loop\"", " round");
  }

  @Test
  void withoutAScriptTheRowsAreThereAll() {
    String page = Html.page(Recordings.stranding());
    for (int row = 1; row <= 29; row++) {
      assertThat(page).contains("id=\"row" + row + "\"");
    }
  }

  @Test
  void anAccessToNoWordIsItsText() {
    assertThat(Html.page(new Script(1).pause(0, "mask").clean("x/y")))
        .contains("<span class=\"word\">mask</span>")
        .doesNotContain("<span class=\"tag\">", "<span class=\"value\">");
  }

  @Test
  void withoutAGuiltyRowNobodyCanGoThere() {
    assertThat(Html.page(Recordings.stranding())).contains("id=\"guilty\" title=\"g\">");
    assertThat(Html.page(Recordings.bustle())).contains("id=\"guilty\" title=\"g\" disabled>");
  }

  @Test
  void theSameRecordingGivesTheSamePage() {
    assertThat(Html.page(Recordings.bustle())).isEqualTo(Html.page(Recordings.bustle()));
  }
}
