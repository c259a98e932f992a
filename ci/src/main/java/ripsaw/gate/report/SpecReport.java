package ripsaw.gate.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import ripsaw.gate.text.ExitCode;
import ripsaw.gate.text.Json;
import ripsaw.gate.text.Plural;
import ripsaw.gate.text.Table;
import ripsaw.spec.tla.Behavior;
import ripsaw.spec.tla.Model;
import ripsaw.spec.tla.TlcResult;

/**
 * What checking TLA+ models came to. A pass needs a fault of each module that was found: a module
 * whose formulas cannot be violated shows nothing.
 */
public final class SpecReport {
  /**
   * One configuration that is to be checked.
   *
   * @param name of the model, or of the user's file
   * @param config the text of the configuration
   * @param model if it is one of the manifest
   */
  public record Chosen(String name, String module, String config, Optional<Model> model) {
    public static Chosen of(Model model) {
      return new Chosen(model.name(), model.module(), model.configText(), Optional.of(model));
    }
  }

  /** A configuration, and what TLC found in it. */
  public record Checked(Chosen chosen, TlcResult found) {
    /** Neither a pass nor a violation. */
    public boolean isOpen() {
      return found.kind() != TlcResult.Kind.HOLDS && found.kind() != TlcResult.Kind.VIOLATED;
    }

    /** Whether the specification does nothing in a configuration of the user's. */
    boolean isStill() {
      return chosen.model().isEmpty()
          && found.kind() == TlcResult.Kind.HOLDS
          && found.distinct() < 2;
    }

    /** A configuration of the user's is expected to hold. */
    Optional<String> deviation(boolean oneOrder) {
      if (isOpen()) {
        return Optional.empty();
      }
      return chosen.model().isPresent()
          ? chosen.model().get().expected().deviation(found, oneOrder)
          : Optional.of("it is " + found).filter(any -> found.kind() == TlcResult.Kind.VIOLATED);
    }

    boolean isCaught(boolean oneOrder) {
      return found.kind() == TlcResult.Kind.VIOLATED
          && chosen.model().filter(Model::fails).isPresent()
          && deviation(oneOrder).isEmpty();
    }
  }

  private final List<Checked> checked;
  private final boolean oneOrder;

  /**
   * @param oneOrder whether TLC searched with one worker
   */
  public SpecReport(List<Checked> checked, boolean oneOrder) {
    this.checked = checked;
    this.oneOrder = oneOrder;
  }

  public List<String> lines() {
    Table table = new Table().row("MODEL", "EXPECTED", "FOUND");
    for (Checked one : checked) {
      String expected = one.chosen().model().map(model -> model.expected().toString()).orElse("-");
      table.row(one.chosen().name(), expected, one.found().toString());
    }
    List<String> lines = new ArrayList<>(table.lines());
    for (Checked one : checked) {
      one.deviation(oneOrder).ifPresent(how -> lines.add(one.chosen().name() + ": " + how));
    }
    return lines;
  }

  /** The verdict, and why. */
  private String verdict() {
    return switch (exitCode()) {
      case ExitCode.PASS -> "PASS";
      case ExitCode.FAIL -> "FAIL";
      default -> open() == 0 ? "VACUOUS" : "INCONCLUSIVE";
    };
  }

  public int exitCode() {
    if (checked.stream().anyMatch(one -> one.deviation(oneOrder).isPresent())) {
      return ExitCode.FAIL;
    }
    return open() > 0 || !unproven().isEmpty() || isStill() ? ExitCode.INCONCLUSIVE : ExitCode.PASS;
  }

  private boolean isStill() {
    return checked.stream().anyMatch(Checked::isStill);
  }

  private long count(TlcResult.Kind kind) {
    return checked.stream().filter(one -> one.found().kind() == kind).count();
  }

  private long open() {
    return checked.stream().filter(Checked::isOpen).count();
  }

  /** The modules of which no fault was found. */
  private TreeSet<String> unproven() {
    TreeSet<String> modules = new TreeSet<>();
    checked.forEach(one -> modules.add(one.chosen().module()));
    checked.stream()
        .filter(one -> one.isCaught(oneOrder))
        .forEach(one -> modules.remove(one.chosen().module()));
    return modules;
  }

  /** The verdict, and what is wrong before what is as expected. */
  public String lastLine() {
    List<String> reasons = new ArrayList<>();
    long deviating = checked.stream().filter(one -> one.deviation(oneOrder).isPresent()).count();
    if (deviating > 0) {
      reasons.add(Plural.of(deviating, "model") + " not as expected");
    }
    if (count(TlcResult.Kind.CUT) > 0) {
      reasons.add("time: the budget ran out for " + Plural.of(count(TlcResult.Kind.CUT), "model"));
    }
    long failed = open() - count(TlcResult.Kind.CUT);
    if (failed > 0) {
      reasons.add(Plural.of(failed, "model") + " failed");
    }
    if (deviating == 0 && isStill()) {
      reasons.add("nothing happens: there is no second state");
    }
    if (deviating == 0 && open() == 0) {
      unproven()
          .forEach(
              module -> reasons.add("no fault of " + module + " was found, so a pass is none"));
    }
    long asExpected = checked.size() - deviating - open();
    if (asExpected > 0) {
      reasons.add(
          "%s as expected, %s violated"
              .formatted(
                  Plural.of(asExpected, "model"),
                  checked.stream().filter(one -> one.isCaught(oneOrder)).count()));
    }
    return "spec: %s  %s".formatted(verdict(), String.join(", ", reasons));
  }

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  private record Entry(
      String model,
      String module,
      String subject,
      String expected,
      String found,
      String detail,
      long states,
      int depth,
      String deviation,
      List<String> counterexample) {}

  private record Document(String verdict, List<Entry> models) {}

  /** Without the time it took, so that two runs print the same. */
  public String json() {
    return Json.text(new Document(verdict(), checked.stream().map(this::entry).toList()));
  }

  private Entry entry(Checked one) {
    Optional<Model> model = one.chosen().model();
    return new Entry(
        one.chosen().name(),
        one.chosen().module(),
        model.map(Model::subject).orElse(null),
        model.map(expected -> expected.expected().toString()).orElse(null),
        one.found().kind().name(),
        one.found().detail(),
        one.found().distinct(),
        one.found().depth(),
        one.deviation(oneOrder).orElse(null),
        one.found()
            .behavior()
            .map(behavior -> behavior.states().stream().map(Behavior.State::action).toList())
            .orElse(List.of()));
  }
}
