package ripsaw.linearizability.picture;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The Chromium of this machine, without a window. */
final class Chromium implements Browser {
  /** Warns of what nobody here uses whenever the browser is newer than the driver's library. */
  private static final Logger DEVTOOLS = Logger.getLogger("org.openqa.selenium.devtools");

  private final Path directory;
  private final ChromeDriver driver;
  private Path file;

  private Chromium(Path browser, Path chromeDriver, Path directory) {
    this.directory = directory;
    DEVTOOLS.setLevel(Level.OFF);
    LoggingPreferences logged = new LoggingPreferences();
    logged.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.toFile());
    options.setCapability("goog:loggingPrefs", logged);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--user-data-dir=" + directory.resolve("profile"));
    // Both files are given: Selenium has nothing to look for, nor to download.
    System.setProperty(ChromeDriverService.CHROME_DRIVER_EXE_PROPERTY, chromeDriver.toString());
    driver = new ChromeDriver(options);
  }

  /**
   * @param directory for its files
   * @return empty if there is none on the path, or nothing to drive it with
   */
  static Optional<Chromium> start(Path directory) {
    Optional<Path> browser =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .flatMap(name -> onPath(name).stream())
            .findFirst();
    Optional<Path> chromeDriver = onPath("chromedriver");
    return browser.isPresent() && chromeDriver.isPresent()
        ? Optional.of(new Chromium(browser.get(), chromeDriver.get(), directory))
        : Optional.empty();
  }

  private static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(one -> Path.of(one, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void open(String page) throws Exception {
    file = Files.writeString(directory.resolve("page.html"), page);
    driver.get("about:blank");
    driver.manage().logs().get(LogType.PERFORMANCE);
    driver.get(file.toUri().toString());
  }

  @Override
  public void press(String key) {
    CharSequence keys =
        switch (key) {
          case "ArrowDown" -> Keys.ARROW_DOWN;
          case "ArrowUp" -> Keys.ARROW_UP;
          case "Home" -> Keys.HOME;
          case "End" -> Keys.END;
          default -> key;
        };
    driver.findElement(By.id("rows")).sendKeys(keys);
  }

  @Override
  public void click(String id) {
    driver.findElement(By.id(id)).click();
  }

  @Override
  public String ask(String expression) {
    return (String) driver.executeScript("return String(" + expression + ")");
  }

  @Override
  public List<String> requests() {
    List<String> requests = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      String message = entry.getMessage();
      if (message.contains("\"Network.requestWillBeSent\"")
          && !message.contains("\"url\":\"" + file.toUri())) {
        requests.add(message);
      }
    }
    return requests;
  }

  /** As on a screen of this size. */
  byte[] photograph(int width, int height, boolean dark) {
    resize(width, height);
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  /** The size of the page, not of the window around it. */
  void resize(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
