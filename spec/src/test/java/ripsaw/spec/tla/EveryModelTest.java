package ripsaw.spec.tla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Takes minutes: TLC looks at every state of every model. */
class EveryModelTest {
  /** So that a machine of two cores is busy, and one of little memory is not out of it. */
  private static final int AT_A_TIME = 2;

  @Test
  void tlcFindsInEveryModelWhatTheManifestSays() throws Exception {
    List<Model> models = Manifest.load().all();
    Tlc tlc = new Tlc(1, Duration.ofMinutes(20));
    List<Future<TlcResult>> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      models.forEach(model -> results.add(threads.submit(() -> tlc.run(model, progress -> {}))));
    }
    List<String> deviations = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      Model model = models.get(i);
      model
          .expected()
          .deviation(results.get(i).get(), true)
          .ifPresent(how -> deviations.add(model.name() + ": " + how));
    }
    assertThat(deviations).isEmpty();
  }
}
