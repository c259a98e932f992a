package ripsaw.gate.hunt;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import ripsaw.gate.text.InputError;
import ripsaw.linearizability.mutation.Replica;
import ripsaw.linearizability.mutation.Trial;

/**
 * The unit tests of a family, on a subject whose code is another: which fails there, and not on the
 * subject itself? They are no part of the gate, which knows a subject from outside; one that fails
 * tells of a program that is missing.
 */
final class UnitTests {
  private static final String CLASS = ".class";
  private static final String TEST = "Test" + CLASS;

  private final Replica replica;
  private final List<Path> directories;
  private final List<String> names;
  private final Set<String> red;

  /**
   * @param directories of compiled test classes
   * @throws InputError if no test of the subject's packages is there, or none passes
   */
  UnitTests(Replica replica, List<Path> directories) {
    this.replica = replica;
    this.directories = directories;
    this.names = directories.stream().flatMap(this::tests).distinct().sorted().toList();
    if (names.isEmpty()) {
      throw new InputError(
          "--tests: no test of the subject's packages is in "
              + directories
              + ": name a directory of compiled test classes");
    }
    Map<String, Boolean> all;
    try (Trial trial = Trial.of(replica, Map.of())) {
      all = results(trial, Map.of());
    }
    this.red = new TreeSet<>(all.keySet());
    red.removeIf(all::get);
    if (red.size() == all.size()) {
      throw new InputError("--tests: none of the tests passes on the subject itself: mend them");
    }
  }

  /** Those that fail on the subject itself, by name: they are not asked. */
  Set<String> red() {
    return red;
  }

  private Stream<String> tests(Path directory) {
    List<String> tests = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .map(file -> directory.relativize(file).toString())
          .filter(file -> file.endsWith(TEST) && file.indexOf('$') < 0)
          .map(file -> file.substring(0, file.length() - CLASS.length()).replaceAll("[/\\\\]", "."))
          .filter(replica::isReplicated)
          .forEach(tests::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tests.stream();
  }

  /**
   * The first test, by name, that fails with this code.
   *
   * @param trial of the same code, by the thread that asks
   * @param changed class files by the names of their classes
   */
  Optional<String> failing(Trial trial, Map<String, byte[]> changed) {
    return results(trial, changed).entrySet().stream()
        .filter(test -> !test.getValue() && !red.contains(test.getKey()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Whether each test passes, by its name. */
  private Map<String, Boolean> results(Trial trial, Map<String, byte[]> changed) {
    Map<String, Boolean> results = new TreeMap<>();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader loader = replica.loader(changed, directories);
    // Who looks for the families on the class path finds that of the replica.
    thread.setContextClassLoader(loader);
    try {
      LauncherFactory.create(
              LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build())
          .execute(
              request(loader),
              new TestExecutionListener() {
                @Override
                public void executionStarted(TestIdentifier test) {
                  trial.begin();
                }

                @Override
                public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                  name(test)
                      .ifPresent(
                          name ->
                              results.merge(
                                  name,
                                  result.getStatus() == Status.SUCCESSFUL,
                                  Boolean::logicalAnd));
                }
              });
    } finally {
      thread.setContextClassLoader(before);
    }
    return results;
  }

  private LauncherDiscoveryRequest request(ClassLoader loader) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(names.stream().map(name -> selector(loader, name)).toList())
        .filters(EngineFilter.includeEngines("junit-jupiter"))
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
        .build();
  }

  private static ClassSelector selector(ClassLoader loader, String name) {
    try {
      return selectClass(Class.forName(name, false, loader));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e); // it was there a moment ago
    }
  }

  /** Of a method, with all its parameters together; as in {@code OversizedTest.aPageIsGranted}. */
  private static Optional<String> name(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(MethodSource.class::cast)
        .map(
            source ->
                source.getClassName().substring(source.getClassName().lastIndexOf('.') + 1)
                    + "."
                    + source.getMethodName());
  }
}
