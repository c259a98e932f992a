package ripsaw.linearizability.bridge;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ripsaw.linearizability.checker.SubjectChecker;
import ripsaw.linearizability.explore.Finding;
import ripsaw.linearizability.guard.InOrder;
import ripsaw.linearizability.repro.Repro;
import ripsaw.spec.Checker;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.spec.tla.Expectation;
import ripsaw.spec.tla.Formula;
import ripsaw.spec.tla.Manifest;
import ripsaw.spec.tla.Model;
import ripsaw.spec.tla.TlcResult;
import ripsaw.spec.tlc.KeptVerdicts;
import ripsaw.spec.tlc.MissingTlc;
import ripsaw.spec.tlc.Tlc;
import ripsaw.spec.tlc.TlcPool;
import ripsaw.subject.Subject;

/**
 * TLC as the gate sees it: every state of every model that stands for the subject. What is expected
 * of a model is in the manifest; a model that is not as expected, and violates nothing, shows
 * nothing. An execution is a distinct state here.
 */
public final class TlcChecker implements SubjectChecker {
  /** Runs a model in this time. */
  @FunctionalInterface
  interface Runner {
    TlcResult run(Model model, Duration budget)
        throws IOException, MissingTlc, InterruptedException;
  }

  private final Manifest manifest;
  private final Runner runner;
  private final Optional<KeptVerdicts> kept;

  public TlcChecker() {
    this(Optional.empty());
  }

  /**
   * @param kept verdicts that need not be asked for again
   */
  public TlcChecker(Optional<KeptVerdicts> kept) {
    this(Manifest.load(), runner(new TlcPool()), kept);
  }

  /** With more workers a model would have another counterexample each time. */
  private static Runner runner(TlcPool pool) {
    return (model, budget) -> new Tlc(1, budget, pool).run(model, progress -> {});
  }

  /**
   * @throws IllegalArgumentException if a model is to violate what is no property of the catalogue
   */
  TlcChecker(Manifest manifest, Runner runner, Optional<KeptVerdicts> kept) {
    for (Model model : manifest.all()) {
      if (model.expected() instanceof Expectation.Violates expected
          && Property.byId(expected.property()).isEmpty()) {
        throw new IllegalArgumentException(
            "the model %s: there is no property '%s'".formatted(model.name(), expected.property()));
      }
    }
    this.manifest = manifest;
    this.runner = runner;
    this.kept = kept;
  }

  @Override
  public Checker id() {
    return Checker.TLC;
  }

  @Override
  public boolean sees(Subject subject, Property property) {
    return !models(subject, Set.of(property)).isEmpty();
  }

  /** Those that fail come first: they are the small ones. */
  private List<Model> models(Subject subject, Set<Property> sought) {
    List<Model> models =
        manifest.ofSubject(subject.id()).stream().filter(model -> looksFor(model, sought)).toList();
    return Stream.concat(
            models.stream().filter(Model::fails), models.stream().filter(model -> !model.fails()))
        .toList();
  }

  /** A model that fails ends at its counterexample, and says nothing of what else it names. */
  private static boolean looksFor(Model model, Set<Property> sought) {
    Set<String> ids = sought.stream().map(Property::id).collect(Collectors.toSet());
    return model.expected() instanceof Expectation.Violates expected
        ? ids.contains(expected.property())
        : model.config().formulas().stream()
            .flatMap(formula -> propertyId(formula).stream())
            .anyMatch(ids::contains);
  }

  /**
   * A model that holds is left out if it has more states than there are to be executions, and looks
   * for nothing that a smaller one does not look for too.
   */
  private static List<Model> within(List<Model> models, long most) {
    Set<String> small = new HashSet<>();
    models.stream()
        .filter(model -> !isLarge(model, most))
        .forEach(model -> small.addAll(model.config().formulas()));
    return models.stream()
        .filter(model -> !isLarge(model, most) || !small.containsAll(model.config().formulas()))
        .toList();
  }

  private static boolean isLarge(Model model, long most) {
    return !model.fails() && model.size() > most;
  }

  @Override
  public Finding check(Subject subject, Set<Property> sought, Effort effort) {
    List<Model> models = within(models(subject, sought), effort.executions());
    if (models.isEmpty()) {
      throw new IllegalStateException("no model of " + subject + " looks for what is sought");
    }
    long deadline = System.nanoTime() + effort.budget().toNanos();
    Tally tally = new Tally(subject, sought, effort);
    // One that fails ends the check, and those behind it would be begun for nothing.
    int threads = models.getFirst().fails() ? 1 : InOrder.processors();
    InOrder.run(threads, models.size(), i -> look(models.get(i), deadline), tally::add);
    return tally.finding(models.size());
  }

  /**
   * @param result of the run, or of an earlier one; empty if there was no time
   */
  private record Looked(Model model, Optional<TlcResult> result, boolean isKept) {}

  private Looked look(Model model, long deadline) {
    Optional<TlcResult> before = kept.flatMap(verdicts -> verdicts.find(model));
    if (before.isPresent()) {
      return new Looked(model, before, true);
    }
    Duration left = Duration.ofNanos(deadline - System.nanoTime());
    return new Looked(
        model, left.isPositive() ? Optional.of(run(model, left)) : Optional.empty(), false);
  }

  /** What one model after another came to. */
  private final class Tally {
    private final Subject subject;
    private final Set<Property> sought;
    private final Effort effort;
    private final List<Model> cut = new ArrayList<>();
    private final Set<String> notCovered = new TreeSet<>();
    private long states;
    private int taken;
    private Optional<Violation> violation = Optional.empty();
    private String repro = "";

    Tally(Subject subject, Set<Property> sought, Effort effort) {
      this.subject = subject;
      this.sought = sought;
      this.effort = effort;
    }

    /** Whether the next one is to be looked at, too. */
    boolean add(Looked looked) {
      Model model = looked.model;
      if (looked.result.isEmpty()) {
        cut.add(model);
        notCovered.add("the model " + model.name());
        return true;
      }
      TlcResult result = looked.result.get();
      states += result.distinct();
      if (looked.isKept) {
        taken++;
        return true;
      }
      switch (result.kind()) {
        case VIOLATED -> {
          Property violated = violated(model, result, sought);
          repro = effort.readable() ? repro(subject, result, violated) : "";
          violation = Optional.of(new Violation(violated, sentence(model, result)));
        }
        case CUT -> {
          cut.add(model);
          if (!model.config().properties().isEmpty()) {
            // TLC looks at behaviours when it has all states.
            notCovered.add("the behaviours of the model " + model.name());
          }
        }
        default -> {
          requireExpected(model, result);
          kept.ifPresent(verdicts -> verdicts.keep(model, result));
        }
      }
      return violation.isEmpty();
    }

    /**
     * @param models how many there were to be looked at
     */
    Finding finding(int models) {
      if (violation.isPresent()) {
        return new Finding(states, "", false, violation, repro, Set.of(), Set.of(), taken);
      }
      String bound =
          cut.isEmpty()
              ? ""
              : "time: %s of %s models not finished, the first %s"
                  .formatted(cut.size(), models, cut.get(0).name());
      return new Finding(
          states, bound, !cut.isEmpty(), Optional.empty(), "", Set.of(), notCovered, taken);
    }
  }

  private TlcResult run(Model model, Duration budget) {
    try {
      return runner.run(model, budget);
    } catch (MissingTlc e) {
      throw new IllegalStateException(e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalStateException("the model " + model.name() + " could not be run: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void requireExpected(Model model, TlcResult result) {
    Optional<String> deviation = model.expected().deviation(result, true);
    if (deviation.isPresent()) {
      throw new IllegalStateException("the model " + model.name() + ": " + deviation.get());
    }
  }

  /** Of several that TLC does not tell apart, the first that is sought. */
  private static Property violated(Model model, TlcResult result, Set<Property> sought) {
    return Arrays.stream(result.formula().replaceFirst("^one of ", "").split(", "))
        .flatMap(formula -> propertyId(formula).flatMap(Property::byId).stream())
        .filter(sought::contains)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    sentence(model, result) + ", and shows nothing of what is sought"));
  }

  /** A state without a next one is a wait for what nobody will do. */
  private static Optional<String> propertyId(String formula) {
    return formula.equals(TlcResult.DEADLOCK)
        ? Optional.of(CommonProperty.TERMINATION.id())
        : Formula.id(formula);
  }

  private static String sentence(Model model, TlcResult result) {
    String formula = result.formula();
    return "the model %s violates %s in %s states"
        .formatted(model.name(), Formula.id(formula).orElse(formula), result.length());
  }

  private static String repro(Subject subject, TlcResult result, Property violated) {
    return result
        .behavior()
        .flatMap(behavior -> Counterexample.repro(subject, behavior, violated))
        .map(Repro::text)
        .orElse("");
  }
}
