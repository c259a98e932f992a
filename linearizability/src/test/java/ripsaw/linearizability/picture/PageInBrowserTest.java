package ripsaw.linearizability.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ripsaw.linearizability.repro.Recording;

/**
 * The page in a real browser, if the machine has one. If not, the same is asserted of the one that
 * comes with the build, and a line says so: no test is skipped, and none is left out.
 */
class PageInBrowserTest extends PageContract {
  private static final Path PHOTOGRAPHS = Path.of("target", "photographs");

  private static Optional<Chromium> chromium;
  private static Browser browser;

  @BeforeAll
  static void start(@TempDir Path directory) {
    chromium = Chromium.start(directory);
    if (chromium.isEmpty()) {
      System.out.println(
          "no Chromium with a chromedriver on the PATH: the page was tested in HtmlUnit only");
    }
    browser = chromium.<Browser>map(one -> one).orElseGet(HtmlUnitBrowser::new);
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @Override
  Browser browser() {
    return browser;
  }

  @Test
  void nothingIsCutOnALaptopOrOnASlide() throws Exception {
    Files.createDirectories(PHOTOGRAPHS);
    for (Map.Entry<String, Recording> one :
        Map.of("stranding", Recordings.stranding(), "bustle", Recordings.bustle()).entrySet()) {
      browser.open(Html.page(one.getValue()));
      for (String key : new String[] {"Home", "End"}) {
        browser.press(key);
        photograph(one.getKey() + "-" + key, 1280, 800);
        photograph(one.getKey() + "-" + key, 1920, 1080);
      }
    }
  }

  private void photograph(String name, int width, int height) throws Exception {
    if (chromium.isPresent()) {
      for (boolean dark : new boolean[] {false, true}) {
        String file = "%s-%d-%s.png".formatted(name, width, dark ? "dark" : "light");
        Files.write(PHOTOGRAPHS.resolve(file), chromium.get().photograph(width, height, dark));
      }
    }
    assertThat(browser.ask("document.documentElement.scrollWidth <= window.innerWidth"))
        .as(name)
        .isEqualTo("true");
    assertThat(
            browser.ask(
                "Array.prototype.filter.call(document.querySelectorAll('.card'), function (card) {"
                    + " return card.scrollWidth > card.clientWidth"
                    + " || card.offsetHeight > card.parentNode.offsetHeight; }).length"))
        .as("cards of %s that are cut", name)
        .isEqualTo("0");
  }
}
