package ripsaw.spec.tlc;

import java.io.IOException;
import java.util.function.Consumer;
import ripsaw.spec.tla.Model;
import ripsaw.spec.tla.TlcResult;

/** Has a model checked. */
public interface ModelRunner {
  /**
   * Checks a module of this build with a configuration of any origin.
   *
   * @param config its text
   * @param listener gets word each second, from another thread
   * @throws MissingTlc if TLC is not on the class path
   * @throws IOException if its files could not be written, or it could not be started
   */
  TlcResult run(String module, String config, Consumer<TlcProgress> listener)
      throws IOException, MissingTlc, InterruptedException;

  /** Checks a model of the manifest. */
  default TlcResult run(Model model, Consumer<TlcProgress> listener)
      throws IOException, MissingTlc, InterruptedException {
    return run(model.module(), model.configText(), listener);
  }
}
