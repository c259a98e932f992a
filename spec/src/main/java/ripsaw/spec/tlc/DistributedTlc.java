package ripsaw.spec.tlc;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import ripsaw.spec.tla.Config;
import ripsaw.spec.tla.Sources;
import ripsaw.spec.tla.TlcResult;

/**
 * Runs distributed TLC on this machine: a server that holds the states, and workers, each a process
 * of one thread, that make their successors.
 *
 * <p>Distributed TLC says that something is wrong, but neither which formula nor the whole way
 * there, and its exit code is 0 all the same. So what is not a pass one process looks for again.
 */
public final class DistributedTlc implements ModelRunner {
  private static final String SERVER = "tlc2.tool.distributed.TLCServer";
  private static final String WORKER = "tlc2.tool.distributed.TLCWorker";

  /** How often to look whether the workers are alive. */
  private static final Duration SLICE = Duration.ofSeconds(1);

  /** Slices that the server may go on alone: it has a summary to make. */
  private static final int ALONE = 30;

  private final int workers;
  private final Duration budget;

  /**
   * @param workers processes, at least one
   * @param budget wall-clock time for a run
   */
  public DistributedTlc(int workers, Duration budget) {
    if (workers < 1) {
      throw new IllegalArgumentException(workers + " workers");
    }
    this.workers = workers;
    this.budget = budget;
  }

  /** Why a configuration cannot be checked this way, in one line; empty if it can. */
  public static Optional<String> refusal(Config config) {
    return config.properties().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "distributed TLC passes over temporal formulas without a word, so it cannot check "
                + String.join(", ", config.properties()));
  }

  @Override
  public TlcResult run(String module, String config, Consumer<TlcProgress> listener)
      throws IOException, MissingTlc, InterruptedException {
    return run(module, config, Sources.module(module), listener);
  }

  /**
   * Checks any module.
   *
   * @throws IllegalArgumentException if {@link #refusal} says so
   */
  TlcResult run(String module, String config, String moduleText, Consumer<TlcProgress> listener)
      throws IOException, MissingTlc, InterruptedException {
    refusal(Config.parse(config))
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    long deadline = System.nanoTime() + budget.toNanos();
    TlcResult found;
    int exitCode;
    List<ChildJvm> children = new ArrayList<>();
    try (Workplace place = new Workplace(module, config, moduleText)) {
      try {
        Heard heard = new Heard(listener);
        start(place, Config.parse(config).mayEnd(), children, heard::out, heard::err);
        Optional<TlcResult> stopped = await(children, deadline, heard);
        if (stopped.isPresent()) {
          return stopped.get();
        }
        exitCode = children.get(0).exitCode();
        found = heard.result(exitCode, List.of());
      } finally {
        children.forEach(ChildJvm::close);
      }
    }
    return found.kind() == TlcResult.Kind.HOLDS || exitCode != 0
        ? found
        : again(module, config, moduleText, deadline, found, listener);
  }

  private void start(
      Workplace place,
      boolean mayEnd,
      List<ChildJvm> children,
      Consumer<String> out,
      Consumer<String> err)
      throws IOException, MissingTlc {
    // Not the port that TLC takes by itself: there may be another run on this machine.
    List<String> properties =
        List.of(
            "-Djava.rmi.server.hostname=localhost",
            "-D" + SERVER + ".port=" + freePort(),
            "-D" + WORKER + ".threadCount=1");
    List<String> args =
        new ArrayList<>(List.of("-tool", "-fp", "0", "-metadir", place.states().toString()));
    if (mayEnd) {
      // The server does not read this in the configuration.
      args.add("-deadlock");
    }
    args.addAll(List.of("-config", place.configFile().toString(), place.moduleFile().toString()));
    children.add(ChildJvm.of(SERVER, properties, args, place.directory(), out, err));
    for (int i = 0; i < workers; i++) {
      Path directory = Files.createDirectory(place.directory().resolve("worker" + i));
      children.add(
          ChildJvm.of(WORKER, properties, List.of("localhost"), directory, line -> {}, line -> {}));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** For the server, the first child; what stopped the run if it is not that it ended. */
  private Optional<TlcResult> await(List<ChildJvm> children, long deadline, Heard heard)
      throws InterruptedException {
    int alone = 0;
    while (!children.get(0).await(SLICE)) {
      if (System.nanoTime() >= deadline) {
        return Optional.of(heard.cut(budget));
      }
      alone = children.stream().skip(1).noneMatch(ChildJvm::isAlive) ? alone + 1 : 0;
      if (alone > ALONE) {
        return Optional.of(TlcResult.failed("all workers of distributed TLC died"));
      }
    }
    return Optional.empty();
  }

  private static TlcResult again(
      String module,
      String config,
      String moduleText,
      long deadline,
      TlcResult found,
      Consumer<TlcProgress> listener)
      throws IOException, MissingTlc, InterruptedException {
    Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    TlcResult alone =
        new Tlc(1, left).run(new Workplace(module, config, moduleText), config, listener);
    return alone.kind() == TlcResult.Kind.HOLDS
        ? TlcResult.failed(
            "several processes did not pass (%s), but one does".formatted(found.detail()))
        : alone;
  }
}
