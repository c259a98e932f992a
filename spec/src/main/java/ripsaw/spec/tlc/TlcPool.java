package ripsaw.spec.tlc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import ripsaw.spec.tla.Model;
import ripsaw.spec.tla.TlcResult;

/**
 * JVMs that are kept for the next model, as many as there are runs at a time. They end when this is
 * closed, and with our JVM.
 */
public final class TlcPool implements AutoCloseable {
  private final Deque<SeriesJvm> idle = new ArrayDeque<>();
  private final List<String> flags;
  private boolean isClosed;

  public TlcPool() {
    this(Tlc.QUICK);
  }

  /**
   * @param flags of the JVMs
   */
  TlcPool(List<String> flags) {
    this.flags = flags;
  }

  /**
   * Whether a model may share a JVM with others: one that checks behaviours may not. It is its
   * files that TLC closes twice ({@link SeriesChild}), and a second one in the same JVM was seen to
   * lose its violation in silence. One that takes long gains nothing, and needs all compilers.
   */
  static boolean mayShare(Model model) {
    return model.isQuick() && model.config().properties().isEmpty();
  }

  /**
   * Checks a model that may share.
   *
   * @param workers threads that make states
   * @param budget wall-clock time
   */
  TlcResult run(Model model, int workers, Duration budget, Consumer<TlcProgress> listener)
      throws IOException, MissingTlc, InterruptedException {
    if (!mayShare(model)) {
      throw new IllegalArgumentException(model.name() + " needs a JVM of its own");
    }
    String config = model.configText();
    SeriesJvm jvm = take();
    try (Workplace place = new Workplace(model.module(), config, jvm.home())) {
      return jvm.run(Tlc.args(place, workers), budget, new Heard(listener));
    } finally {
      giveBack(jvm);
    }
  }

  /** Process ids of those that wait for a model. */
  List<Long> pids() {
    synchronized (idle) {
      return idle.stream().map(SeriesJvm::pid).toList();
    }
  }

  private SeriesJvm take() throws IOException, MissingTlc {
    while (true) {
      SeriesJvm jvm;
      synchronized (idle) {
        if (isClosed) {
          throw new IllegalStateException("closed");
        }
        jvm = idle.poll();
      }
      if (jvm == null) {
        return new SeriesJvm(flags);
      }
      if (jvm.isUsable()) {
        return jvm;
      }
      jvm.close();
    }
  }

  private void giveBack(SeriesJvm jvm) throws IOException {
    synchronized (idle) {
      if (jvm.isUsable() && !isClosed) {
        idle.push(jvm);
        return;
      }
    }
    jvm.close();
  }

  @Override
  public void close() {
    List<SeriesJvm> ended;
    synchronized (idle) {
      isClosed = true;
      ended = List.copyOf(idle);
      idle.clear();
    }
    for (SeriesJvm jvm : ended) {
      try {
        jvm.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
