package ripsaw.gate.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ripsaw.gate.corpus.Replayed;
import ripsaw.gate.explore.Campaign;
import ripsaw.gate.explore.Canary;
import ripsaw.gate.text.Invocation;
import ripsaw.gate.text.Json;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Checker;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Verdict;
import ripsaw.spec.Violation;

/**
 * What an exploration came to. It holds nothing that differs between two runs with one seed, unless
 * the time ran out.
 *
 * @param title of the programs if there are several
 * @param failure what goes wrong, if anything does
 * @param file that was written of it
 */
public record ExploreReport(
    Campaign campaign,
    Canary canary,
    String title,
    Optional<Replayed> failure,
    Optional<Path> file) {
  /** For {@code --json}. A number that ends in {@code PowerOfTen} is a logarithm. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Document(
      String subject,
      String memory,
      String strategy,
      long seed,
      Sign canary,
      String verdict,
      String label,
      int programs,
      int explored,
      long executions,
      long repeated,
      long accesses,
      long naivePowerOfTen,
      String largestProgram,
      long largestExecutions,
      List<Cut> cut,
      List<String> notLookedAt,
      Set<String> neverCameTo,
      String property,
      String violation,
      String repro,
      String file,
      JsonNode recording) {}

  /** The fault and the property are null if none was found. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Sign(String fault, String property, long executions) {}

  private record Cut(String program, String why) {}

  /** What was found outweighs that no canary was; and so does a bound, which passes no more. */
  public Verdict verdict() {
    Verdict verdict = campaign.verdict(failure.map(Replayed::text).orElse(""));
    if (verdict instanceof Verdict.Violated || verdict instanceof Verdict.Bounded) {
      return verdict;
    }
    if (canary.doubt().isPresent()) {
      return new Verdict.Vacuous(canary.doubt().get());
    }
    Set<String> never = campaign.coverage().neverCame();
    return never.isEmpty()
        ? verdict
        : new Verdict.Vacuous("never came to: " + String.join(", ", never));
  }

  /** What this run says nothing of, whatever came of it. */
  private List<String> notLookedAt() {
    List<String> not = new ArrayList<>();
    not.add(
        "memory models "
            + Stream.of(MemoryModel.values())
                .filter(model -> model != campaign.search().memory())
                .map(MemoryModel::id)
                .collect(Collectors.joining(" and ")));
    Map<Boolean, List<Property>> unseen =
        campaign.subject().promised().stream()
            .filter(one -> isEndless(one) || !campaign.sought().contains(one))
            .collect(Collectors.partitioningBy(ExploreReport::isEndless));
    if (!unseen.get(true).isEmpty()) {
      not.add(words(unseen.get(true)) + " (only TLC sees behaviours without end)");
    }
    if (!unseen.get(false).isEmpty()) {
      not.add("promised properties that are not asked for: " + unseen.get(false).size());
    }
    if (campaign.sought().contains(CommonProperty.EVERY_PAGE)
        && !campaign.coverage().isToldOfPages()) {
      not.add(CommonProperty.EVERY_PAGE + " (no census told what the allocator keeps in reserve)");
    }
    if (campaign.search().method().isRandom()) {
      not.add("schedules that are not in the sample");
    }
    return not;
  }

  private static boolean isEndless(Property property) {
    return property.watch() == Property.Watch.BEHAVIOR;
  }

  private static String words(Collection<Property> properties) {
    return properties.stream().map(Property::id).collect(Collectors.joining(" "));
  }

  /** Delicate places of the family, for who thinks that these programs show all. */
  private Set<String> neverCameTo() {
    return campaign.coverage().missing(campaign.subject(), Checker.EXPLORER);
  }

  /** Before the picture. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(canary.toString());
    if (!title.isEmpty()) {
      lines.add(campaign.subject() + ": " + title);
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "%s  %,d execution%s (%,d repeated), %,d accesses; %s",
            label(),
            campaign.executions(),
            campaign.executions() == 1 ? "" : "s",
            campaign.repeated(),
            campaign.accesses(),
            naive()));
    if (!title.isEmpty()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "largest: %,d executions of %s",
              campaign.mostExecutions(),
              campaign.largest().toString(campaign.subject().family())));
    }
    if (campaign.of() > 1) {
      campaign.cut().stream()
          .map(cut -> new Cut(cut.program().toString(campaign.subject().family()), cut.why()))
          .forEach(cut -> lines.add("cut: %s: %s".formatted(cut.program, cut.why)));
    }
    if (campaign.failure().isEmpty()) {
      lines.add("not looked at: " + String.join("; ", notLookedAt()));
      if (!neverCameTo().isEmpty()) {
        lines.add("never came to: " + String.join("; ", neverCameTo()));
      }
    }
    return lines;
  }

  private String label() {
    String label = verdict().label();
    return campaign
        .failure()
        .map(
            failed ->
                label
                    + " "
                    + failed.violation().property()
                    + (campaign.of() > 1
                        ? " by program %s of %s".formatted(campaign.explored(), campaign.of())
                        : ""))
        .orElse(label);
  }

  private String naive() {
    String naive = "a naive enumeration has about 10^%s schedules".formatted(campaign.naive());
    return title.isEmpty()
        ? naive
        : naive + ", 10^%s times as many".formatted(campaign.reduction());
  }

  /** After the picture. */
  public List<String> lastLines() {
    return file.map(
            path ->
                List.of("repro:  " + path, "replay: " + Invocation.of("replay", path.toString())))
        .orElse(List.of());
  }

  public String json() {
    Verdict verdict = verdict();
    Optional<Violation> violation = campaign.failure().map(Campaign.Failure::violation);
    return Json.text(
        new Document(
            campaign.subject().id(),
            campaign.search().memory().id(),
            campaign.search().method().toString(),
            campaign.search().seed(),
            new Sign(
                canary.found().map(one -> campaign.subject().with(one.flaw()).id()).orElse(null),
                canary.found().map(one -> one.property().id()).orElse(null),
                canary.executions()),
            JsonReport.word(verdict),
            verdict.label(),
            campaign.of(),
            campaign.explored(),
            campaign.executions(),
            campaign.repeated(),
            campaign.accesses(),
            campaign.naive(),
            campaign.largest().toString(),
            campaign.mostExecutions(),
            campaign.cut().stream()
                .map(cut -> new Cut(cut.program().toString(), cut.why()))
                .toList(),
            notLookedAt(),
            neverCameTo(),
            violation.map(seen -> seen.property().id()).orElse(null),
            violation.map(Violation::detail).orElse(null),
            failure.map(Replayed::text).orElse(null),
            file.map(Path::toString).orElse(null),
            failure.map(replayed -> Json.tree(replayed.recording())).orElse(null)));
  }
}
