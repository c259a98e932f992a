package ripsaw.gate.worker;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ripsaw.gate.check.Checkers;
import ripsaw.gate.check.Tier;
import ripsaw.spec.Checker;
import ripsaw.subject.UserClasses;

/**
 * How a worker is started: by this JVM's java, with this JVM's flags and class path, and with what
 * its checker needs besides.
 *
 * @param mainClass of the worker
 */
public record WorkerCommand(String mainClass) {
  /** Names the file that {@code ci/ripsaw} started this JVM from; see {@code .mvn/Launch.java}. */
  private static final String LAUNCH = "ripsaw.launch";

  /** Where {@code ci/ripsaw} stands that started this JVM, if it did. */
  public static Optional<Path> checkout() {
    // <checkout>/ci/target/ripsaw.launch
    return Optional.ofNullable(System.getProperty(LAUNCH))
        .map(launch -> Path.of(launch).getParent().getParent().getParent());
  }

  public static WorkerCommand worker() {
    return new WorkerCommand(Worker.class.getName());
  }

  /**
   * @param tier how much the worker is to be asked
   */
  public List<String> of(Checker checker, long seed, Tier tier) {
    return of(checker, seed, tier, Optional.empty());
  }

  /**
   * @param before directory of classes that are taken before those of this JVM with the same names
   */
  public List<String> of(Checker checker, long seed, Tier tier, Path before) {
    return of(checker, seed, tier, Optional.of(before));
  }

  private List<String> of(Checker checker, long seed, Tier tier, Optional<Path> before) {
    List<String> words = new ArrayList<>();
    words.add(
        ProcessHandle.current()
            .info()
            .command()
            .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    String launch = System.getProperty(LAUNCH);
    Optional<String> given = Optional.ofNullable(System.getProperty(UserClasses.PROPERTY));
    if (launch != null) {
      given.ifPresent(path -> words.add("-D%s=%s".formatted(UserClasses.PROPERTY, path)));
      words.add("@" + launch);
    } else {
      // Not started by ci/ripsaw but by a test or an IDE, whose agents are its own affair.
      ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .filter(flag -> !flag.startsWith("-agent") && !flag.startsWith("-javaagent"))
          .forEach(words::add);
    }
    words.addAll(Checkers.jvmFlags(checker, tier));
    if (launch == null || before.isPresent() || given.isPresent()) {
      String path = System.getProperty("java.class.path");
      words.add("-classpath"); // the last one holds
      words.add(before.map(first -> first + File.pathSeparator + path).orElse(path));
    }
    words.add(mainClass);
    words.add(checker.id());
    words.add(Long.toString(seed));
    return words;
  }
}
