package ripsaw.linearizability.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import ripsaw.linearizability.repro.Replay;
import ripsaw.linearizability.repro.Repro;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.spec.tla.Expectation;
import ripsaw.spec.tla.Formula;
import ripsaw.spec.tla.Manifest;
import ripsaw.spec.tla.Model;
import ripsaw.spec.tla.TlcResult;
import ripsaw.spec.tlc.Tlc;
import ripsaw.spec.tlc.TlcPool;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

/**
 * TLC looks at every state of some of the models that take seconds, and each night of every such
 * model, but for those of the references that hold. The gate asks for these, with the same
 * expectations. All models, the largest among them, are checked by {@code ci/ripsaw spec}.
 */
@OneSpecification
class EveryModelTest {
  /** So that a machine of two cores is busy, and one of little memory is not out of it. */
  private static final int AT_A_TIME = 2;

  private final Catalogue catalogue = Catalogue.load();

  private List<Model> quick() {
    return Manifest.load().all().stream()
        .filter(model -> model.isQuick() && !isAskedByTheGate(model))
        .toList();
  }

  @Test
  void tlcFindsInSomeModelsWhatTheManifestSaysAndTheirCounterexamplesGoWrongOnTheJava()
      throws Exception {
    List<Model> quick = quick();
    assertThat(
            areAsExpected(
                IntStream.range(0, quick.size())
                    .filter(i -> i % 30 == 0)
                    .mapToObj(quick::get)
                    .toList()))
        .isPositive();
  }

  @Tag("nightly")
  @Test
  void soItDoesInEveryModel() throws Exception {
    assertThat(quick()).hasSizeGreaterThan(130);
    assertThat(areAsExpected(quick())).isGreaterThan(40);
  }

  /** How many were made on the Java. */
  private int areAsExpected(List<Model> models) throws Exception {
    List<Future<TlcResult>> results = new ArrayList<>();
    List<String> deviations = new ArrayList<>();
    int replayed = 0;
    try (TlcPool pool = new TlcPool();
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      Tlc tlc = new Tlc(1, Duration.ofMinutes(20), pool);
      models.forEach(model -> results.add(threads.submit(() -> tlc.run(model, progress -> {}))));
      for (int i = 0; i < models.size(); i++) {
        Model model = models.get(i);
        TlcResult result = results.get(i).get();
        Optional<String> deviation = model.expected().deviation(result, true);
        deviation.ifPresent(how -> deviations.add(model.name() + ": " + how));
        if (deviation.isEmpty()
            && reader(model.module()).isPresent()
            && model.expected() instanceof Expectation.Violates violates) {
          replayed++;
          replay(model, violates, result)
              .ifPresent(how -> deviations.add(model.name() + " on the Java: " + how));
        }
      }
    }
    assertThat(deviations).isEmpty();
    return replayed;
  }

  private boolean isAskedByTheGate(Model model) {
    return !model.fails()
        && catalogue.references().stream().anyMatch(one -> one.id().equals(model.subject()))
        && model.config().formulas().stream()
            .anyMatch(formula -> Formula.id(formula).flatMap(Property::byId).isPresent());
  }

  /** What is wrong with the execution that the counterexample makes; empty if nothing is. */
  private Optional<String> replay(Model model, Expectation.Violates expected, TlcResult result)
      throws Exception {
    Subject subject = catalogue.find(model.subject()).orElseThrow();
    Optional<Repro> repro =
        Counterexample.repro(
            subject,
            result.behavior().orElseThrow(),
            Property.byId(expected.property()).orElseThrow());
    if (repro.isEmpty()) {
      return Optional.of("it does not follow");
    }
    // Read again, as 'replay' does.
    Repro read = Repro.parse(repro.get().text());
    Optional<Violation> came = Replay.of(subject, read).violation();
    return came.map(Violation::property).equals(read.expected())
        ? Optional.empty()
        : Optional.of("it came to " + came);
  }

  @Test
  void aModelsConstantsNameItsSubject() {
    int named = 0;
    for (Model model : Manifest.load().all()) {
      Optional<BehaviorReader> reader = reader(model.module());
      if (reader.isPresent()) {
        named++;
        assertThat(reader.get().subject(model.configText()))
            .as(model.name())
            .isEqualTo(model.subject());
      }
    }
    assertThat(named).isGreaterThan(60);
  }

  /** Of those modules whose counterexamples are made on the Java. */
  private static Optional<BehaviorReader> reader(String module) {
    return FamilyBridge.ofModule(module).flatMap(FamilyBridge::behaviors);
  }
}
