package ripsaw.linearizability.picture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.htmlunit.BrowserVersion;
import org.htmlunit.MockWebConnection;
import org.htmlunit.WebClient;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;

/** A browser in Java: it runs the script and builds the document, but draws nothing. */
final class HtmlUnitBrowser implements Browser {
  private final List<String> requests = new ArrayList<>();
  private final WebClient client = new WebClient(BrowserVersion.CHROME);
  private HtmlPage shown;

  @Override
  public void open(String page) throws Exception {
    URL address = URI.create("http://picture.test/").toURL();
    requests.clear();
    MockWebConnection network =
        new MockWebConnection() {
          @Override
          public WebResponse getResponse(WebRequest request) throws IOException {
            if (!request.getUrl().equals(address)) {
              requests.add(request.getUrl().toString());
            }
            return super.getResponse(request);
          }
        };
    network.setResponse(address, page, "text/html", StandardCharsets.UTF_8);
    network.setDefaultResponse("");
    client.setWebConnection(network);
    shown = client.getPage(address);
  }

  @Override
  public void press(String key) {
    ask(
        "document.getElementById('rows').dispatchEvent("
            + "new KeyboardEvent('keydown', {key: '%s', bubbles: true}))".formatted(key));
  }

  @Override
  public void click(String id) {
    try {
      DomElement element = shown.getElementById(id);
      element.click();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String ask(String expression) {
    return String.valueOf(
        shown.executeJavaScript("String(" + expression + ")").getJavaScriptResult());
  }

  @Override
  public List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    client.close();
  }
}
