package ripsaw.linearizability.picture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The page in a browser that every machine has: it comes with the build. */
class PageTest extends PageContract {
  private static Browser browser;

  @BeforeAll
  static void start() {
    browser = new HtmlUnitBrowser();
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @Override
  Browser browser() {
    return browser;
  }
}
