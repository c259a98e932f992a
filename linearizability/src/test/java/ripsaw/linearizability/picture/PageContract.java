package ripsaw.linearizability.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ripsaw.linearizability.repro.Recording;

/** What the page does, in whichever browser. */
abstract class PageContract {
  abstract Browser browser();

  /** At the first row. */
  private void open(Recording recording) throws Exception {
    browser().open(Html.page(recording));
    browser().press("Home");
  }

  private String current() {
    return browser().ask("document.querySelector('[aria-selected=true]').id");
  }

  private String now() {
    return text("now");
  }

  private String text(String id) {
    return browser().ask("document.getElementById('%s').textContent".formatted(id));
  }

  /** What the drawings say to those who do not see them. */
  private String drawn() {
    return browser()
        .ask(
            "Array.prototype.map.call(document.querySelectorAll('#slabs svg'), function (svg) {"
                + " return svg.getAttribute('aria-label'); }).join('; ')");
  }

  @Test
  void itOpensAtTheGuiltyRow() throws Exception {
    browser().open(Html.page(Recordings.stranding()));
    assertThat(now()).contains("the guilty one");
    assertThat(browser().ask("location.hash")).isEmpty();
  }

  @Test
  void anAddressNamesARowAlsoOneThatIsFolded() throws Exception {
    open(Recordings.stranding());
    assertThat(browser().ask("location.hash")).isEqualTo("#row=1");
    goTo("#row=8");
    assertThat(current()).isEqualTo("row8");
    goTo("#row=5");
    assertThat(current()).isEqualTo("row5");
    goTo("#row=500");
    assertThat(current()).isEqualTo("row5");
  }

  private void goTo(String hash) {
    browser()
        .ask(
            "(location.hash = '%s', window.dispatchEvent(new Event('hashchange')), '')"
                .formatted(hash));
  }

  @Test
  void theFirstRowHasItsState() throws Exception {
    open(Recordings.stranding());
    assertThat(current()).isEqualTo("row1");
    assertThat(now()).contains("after row 1 of 29", "cpu0: call a = alloc 64");
    assertThat(text("slabs")).isEqualTo("no slab");
  }

  @Test
  void theArrowKeysMoveTheCurrentRowAndChangeTheState() throws Exception {
    open(Recordings.stranding());
    browser().press("ArrowDown");
    // Five plain accesses in one line: the state is that after the last of them.
    assertThat(current()).isEqualTo("fold6");
    browser().press("ArrowDown");
    browser().press("ArrowDown");
    assertThat(current()).isEqualTo("row8");
    assertThat(text("slabs")).contains("owner cpu0", "on its list", "not marked", "free 1 of 2");
    assertThat(drawn()).isEqualTo("slab0: c0 in flight, c1 never used");
    browser().press("ArrowUp");
    assertThat(current()).isEqualTo("row7");
    assertThat(text("slabs")).contains("OFF-LIST", "free 2 of 2");
    assertThat(drawn()).isEqualTo("slab0: c0 never used, c1 never used");
  }

  @Test
  void gGoesToTheGuiltyRowAndTheStateIsTheViolation() throws Exception {
    open(Recordings.stranding());
    browser().press("g");
    assertThat(current()).isEqualTo("row29");
    assertThat(text("row29")).contains("violated here");
    assertThat(now()).contains("the guilty one", "cpu1: cas slab0.remote: 0 → slab0.c0");
    assertThat(text("slabs")).contains("OFF-LIST", "MARKED: wants a signal");
    assertThat(drawn()).isEqualTo("slab0: c0 remote list, c1 held: b");
    assertThat(text("signals")).isEqualTo("none");
  }

  @Test
  void homeAndEndGoToTheEndsAndNoFurther() throws Exception {
    open(Recordings.stranding());
    browser().press("End");
    browser().press("j");
    assertThat(current()).isEqualTo("row29");
    browser().press("Home");
    browser().press("k");
    assertThat(current()).isEqualTo("row1");
  }

  @Test
  void nGoesToTheNextEvent() throws Exception {
    open(Recordings.stranding());
    browser().press("n");
    assertThat(current()).isEqualTo("row7");
    browser().press("n");
    browser().press("n");
    assertThat(current()).isEqualTo("row21");
    browser().press("n");
    assertThat(current()).isEqualTo("row21");
  }

  @Test
  void pShowsThePlainAccessesAndHidesThemAgain() throws Exception {
    open(Recordings.stranding());
    browser().press("p");
    browser().press("j");
    assertThat(current()).isEqualTo("row2");
    browser().press("p");
    assertThat(current()).isEqualTo("fold6");
  }

  @Test
  void aClickGoesToTheRow() throws Exception {
    open(Recordings.stranding());
    browser().click("row12");
    assertThat(current()).isEqualTo("row12");
    browser().click("next");
    assertThat(current()).isEqualTo("row13");
    browser().click("guilty");
    assertThat(current()).isEqualTo("row29");
  }

  @Test
  void aSlabThatWasRippedSaysSo() throws Exception {
    open(Recordings.bustle());
    browser().press("End");
    assertThat(text("slabs")).contains("slab1RIPPED");
    assertThat(drawn()).contains("slab1: c0 ripped, c1 ripped, c2 ripped");
    assertThat(browser().ask("document.querySelector('.dead h3').textContent")).isEqualTo("slab1");
  }

  @Test
  void thePageTableAndTheSignalsAreThoseOfTheRow() throws Exception {
    open(Recordings.bustle());
    browser().click("row16");
    assertThat(text("pages")).isEqualTo("page 0slab of cpu0page 1slab of cpu2page 22 pagespage 3-");
    assertThat(text("signals")).isEqualTo("cpu0 → cpu1: slab7cpu1 → cpu0: slab0");
  }

  @Test
  void aSignalIsAnArrowAndAPendingOneHasAnOpenEnd() throws Exception {
    open(Recordings.bustle());
    String heads = "document.querySelectorAll('.flight line[marker-end]').length";
    String openEnds = "document.querySelectorAll('.flight circle').length";
    assertThat(browser().ask(heads)).isEqualTo("1");
    assertThat(browser().ask(openEnds)).isEqualTo("2");
  }

  @Test
  void textsOfUsersStayTexts() throws Exception {
    String hostile = "</script><script>document.title='gone'</script><b id=\"x\" '>--> \n&amp;";
    open(Recordings.named(hostile));
    browser().press("End");
    assertThat(browser().ask("document.querySelectorAll('b').length")).isEqualTo("0");
    assertThat(browser().ask("document.querySelectorAll('script').length")).isEqualTo("2");
    assertThat(browser().ask("document.title")).startsWith("listing: </script>");
    assertThat(now()).contains("cpu1: * " + hostile);
    assertThat(text("slabs")).contains(hostile);
  }

  @Test
  void anExecutionWithoutRowsIsAPageToo() throws Exception {
    open(Recordings.empty());
    for (String key : new String[] {"j", "g", "n", "p", "End"}) {
      browser().press(key);
    }
    assertThat(now()).isEmpty();
  }

  @Test
  void nothingIsAskedOfTheNetwork() throws Exception {
    open(Recordings.bustle());
    for (int i = 0; i < Recordings.bustle().rows().size(); i++) {
      browser().press("j");
    }
    assertThat(browser().requests()).isEmpty();
  }
}
