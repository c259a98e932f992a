package ripsaw.linearizability.bridge.kfree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.linearizability.bridge.Bridge;
import ripsaw.linearizability.bridge.Followed;
import ripsaw.linearizability.program.Generator;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Suite;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Subject;

class SpecFollowsCodeTest {
  private static Subject subject(String id) {
    return Catalogue.load().find(id).orElseThrow();
  }

  private static List<Program> programs(int cpus) {
    return new KfreeBridge()
        .programs().stream().filter(program -> program.shape().cpus() == cpus).toList();
  }

  private static Followed follow(Subject java, List<Program> programs, String version, String fault)
      throws IOException {
    return Bridge.specFollowsCode(
        java, programs, machine -> KfreeBridge.whole(machine, version, fault));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void everyExecutionThatTheExplorerMakesOfTheSuiteIsABehaviour(int cpus) throws IOException {
    Followed found =
        follow(
            subject("dragonfly/reference"),
            programs(cpus),
            RemoteFreeConfig.REFERENCE,
            RemoteFreeConfig.NO_FAULT);
    assertThat(found.difference()).isEmpty();
    assertThat(found.bound()).isEmpty();
    assertThat(found.executions()).isGreaterThan(100);
    assertThat(found.points()).isGreaterThan(1_000);
    assertThat(found.states()).isGreaterThan(100);
  }

  @Test
  void onlyWhatTheSpecificationHasNoWordsForIsLeftOut() {
    List<String> left =
        Suite.of(new KfreeFamily()).stream()
            .filter(one -> !RemoteFreeMapping.INSTANCE.canFollow(one.program()))
            .map(Suite::name)
            .toList();
    assertThat(left)
        .containsExactly(
            "recycled and zeroed",
            "oversized blocks, freed by another cpu and in an interrupt",
            "a type destroyed, made anew, and at its limit",
            "a type at its limit, and a chunk comes back",
            "two cpus charge one type with a limit");
  }

  @Test
  void soIsEveryExecutionOfEveryProgramOfTwoOperationsOnTwoCpus() throws IOException {
    List<Program> programs = Generator.programs(2, 2, Generator.starts().get(1));
    Followed found =
        follow(
            subject("dragonfly/reference"),
            programs,
            RemoteFreeConfig.REFERENCE,
            RemoteFreeConfig.NO_FAULT);
    assertThat(found.difference()).isEmpty();
    assertThat(found.executions()).isGreaterThan(programs.size());
  }

  @ParameterizedTest
  @CsvSource({
    "dragonfly/pin-link-read, pin-link-read",
    "dragonfly/df9daea, V2",
    "dragonfly/f86fcbe, V3"
  })
  void theOtherVersionsBehaveAsTheirsDo(String subject, String version) throws IOException {
    Followed found = follow(subject(subject), programs(2), version, RemoteFreeConfig.NO_FAULT);
    assertThat(found.difference()).isEmpty();
    assertThat(found.points()).isGreaterThan(1_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"unpark-forgotten", "signal-dropped", "blind-park", "mark-kept", "no-relist"})
  void aMutantInTheJavaAloneDoesWhatTheSpecificationCannot(String fault) throws IOException {
    Followed found =
        follow(
            subject("museum/" + fault),
            programs(2),
            RemoteFreeConfig.REFERENCE,
            RemoteFreeConfig.NO_FAULT);
    assertThat(found.difference()).hasValueSatisfying(text -> assertThat(text).contains("cpu"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unpark-forgotten", "signal-dropped", "never-marked", "no-relist"})
  void aMutantInTheSpecificationAloneCannotDoWhatTheJavaDoes(String fault) throws IOException {
    Followed found =
        follow(subject("dragonfly/reference"), programs(2), RemoteFreeConfig.REFERENCE, fault);
    assertThat(found.difference()).isPresent();
  }
}
