package ripsaw.linearizability.bridge.kfree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.linearizability.bridge.Bridge;
import ripsaw.linearizability.bridge.Followed;
import ripsaw.linearizability.bridge.OneSpecification;
import ripsaw.linearizability.program.Generator;
import ripsaw.linearizability.program.ObjectType;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Suite;
import ripsaw.machine.Shape;
import ripsaw.subject.Allocator.Flag;
import ripsaw.subject.Catalogue;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Subject;

@OneSpecification
class SpecFollowsCodeTest {
  /** What the module has no words for, by what an operation, or the machine it is on, shows. */
  private static final Map<String, BiPredicate<Shape, Operation>> UNSAID =
      Map.of(
          "another size", (machine, one) -> one.verb() == CommonVerb.ALLOC && one.bytes() != 64,
          "a type with a limit, or another", (machine, one) -> one.type() != ObjectType.PLAIN,
          "zeroing", (machine, one) -> one.flags().contains(Flag.ZERO),
          "a resize", (machine, one) -> one.verb() == CommonVerb.REALLOC,
          "an interrupt's allocation",
              (machine, one) -> one.verb() == CommonVerb.ALLOC_IN_INTERRUPT,
          "a type that begins or ends",
              (machine, one) ->
                  one.verb() == CommonVerb.NEW_TYPE || one.verb() == CommonVerb.DESTROY_TYPE,
          "slabs of several pages", (machine, one) -> machine.slabPages() > 1);

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
        java, programs, program -> KfreeBridge.whole(program.shape(), version, fault));
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
    Set<String> met = new TreeSet<>();
    int followed = 0;
    for (Suite one : Suite.of(new KfreeFamily())) {
      Set<String> unsaid = unsaid(one.program());
      boolean follows = RemoteFreeMapping.INSTANCE.canFollow(one.program());
      assertThat(unsaid.isEmpty()).as("%s: %s", one.name(), unsaid).isEqualTo(follows);
      met.addAll(unsaid);
      followed += follows ? 1 : 0;
    }
    assertThat(met).containsExactlyInAnyOrderElementsOf(UNSAID.keySet());
    assertThat(followed).isGreaterThanOrEqualTo(27);
  }

  /** What a program has that the module has no words for. */
  private static Set<String> unsaid(Program program) {
    List<Operation> operations =
        Stream.concat(
                program.before().stream().map(Program.Step::operation),
                program.cpus().stream().flatMap(List::stream))
            .toList();
    Set<String> found = new TreeSet<>();
    UNSAID.forEach(
        (what, is) -> {
          if (operations.stream().anyMatch(one -> is.test(program.shape(), one))) {
            found.add(what);
          }
        });
    return found;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // More than the page holds, and a second drain on top of the first.
        "machine: {cpus: 2, chunks-per-slab: 8, pages: 9}\n"
            + "before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64\n"
            + "cpu0: free a; f = alloc 64; g = alloc 64; h = alloc 64\ncpu1: free b; free c",
        "machine: {cpus: 2, chunks-per-slab: 2, pages: 4, cached-slabs: 1}\n"
            + "before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64\n"
            + "cpu0: free a; free c; free d; e = alloc 64; f = alloc 64; g = alloc 64\n"
            + "cpu1: free b",
        "machine: {cpus: 2, chunks-per-slab: 3, pages: 4, signals: 1}\n"
            + "before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64; e = alloc 64; "
            + "f = alloc 64\n"
            + "cpu0: free c\ncpu1: free a; free d"
      })
  void theMachineIsTheProgramsOwn(String text) throws Exception {
    List<Program> programs = List.of(Program.parse(text));
    assertThat(programs).allMatch(RemoteFreeMapping.INSTANCE::canFollow);
    for (Map.Entry<String, String> one :
        Map.of("dragonfly/reference", "reference", "dragonfly/f86fcbe", "V3").entrySet()) {
      Followed found =
          follow(subject(one.getKey()), programs, one.getValue(), RemoteFreeConfig.NO_FAULT);
      assertThat(found.difference()).as(one.getKey()).isEmpty();
      assertThat(found.bound()).as(one.getKey()).isEmpty();
    }
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
    assertThat(found.bound()).isEmpty();
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
