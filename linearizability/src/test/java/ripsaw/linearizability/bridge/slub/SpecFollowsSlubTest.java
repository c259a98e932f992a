package ripsaw.linearizability.bridge.slub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.linearizability.bridge.Bridge;
import ripsaw.linearizability.bridge.Followed;
import ripsaw.linearizability.bridge.OneSpecification;
import ripsaw.linearizability.program.ObjectType;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Suite;
import ripsaw.linux.slub.SlubFamily;
import ripsaw.linux.slub.SlubVerb;
import ripsaw.subject.Catalogue;
import ripsaw.subject.CommonVerb;

/** What the Java of SLUB does is in Slub.tla. */
@OneSpecification
class SpecFollowsSlubTest {
  private static final String REFERENCE = "linux/slub-reference";
  private static final SlubBridge BRIDGE = new SlubBridge();

  /** What the module has no words for, by what a program shows. */
  private static final Map<String, Predicate<Program>> UNSAID =
      Map.of(
          "another cache",
              program ->
                  operations(program).anyMatch(one -> one.isAllocation() && isOfAnother(one)),
          "a cache that begins or ends",
              program -> has(program, CommonVerb.NEW_TYPE) || has(program, CommonVerb.DESTROY_TYPE),
          "checks that do not begin with the first slab",
              program -> has(program, SlubVerb.DEBUG_OFF) || isCheckedLate(program),
          "a mistake of a caller",
              program -> has(program, SlubVerb.FREE_AGAIN) || has(program, SlubVerb.FREE_FOREIGN),
          "a cpu that goes, or comes back",
              program -> operations(program).anyMatch(Operation::isHotplug),
          "a node whose memory comes later", program -> has(program, SlubVerb.LATE_NODE),
          "sysfs", program -> has(program, SlubVerb.SHOW),
          "two flushes at a time",
              program ->
                  program.all().stream()
                          .filter(
                              task ->
                                  task.operations().stream()
                                      .anyMatch(one -> one.verb() == SlubVerb.SHRINK))
                          .count()
                      > 1);

  private static Stream<Operation> operations(Program program) {
    return program.allOperations().stream();
  }

  private static boolean has(Program program, Object verb) {
    return operations(program).anyMatch(one -> one.verb() == verb);
  }

  private static boolean isOfAnother(Operation one) {
    return one.type() != ObjectType.PLAIN || one.bytes() > 64;
  }

  private static boolean isCheckedLate(Program program) {
    return operations(program)
        .dropWhile(one -> !one.isAllocation())
        .anyMatch(one -> one.verb() == SlubVerb.DEBUG_ON);
  }

  private static Followed follow(String subject, String version, String fault) throws IOException {
    return follow(subject, version, fault, BRIDGE.programs());
  }

  private static Followed follow(
      String subject, String version, String fault, List<Program> programs) throws IOException {
    return Bridge.specFollowsCode(
        Catalogue.load().find(subject).orElseThrow(),
        programs,
        program -> SlubConfig.of(program, version, fault));
  }

  @Test
  void everyExecutionThatTheExplorerMakesOfSomeOfTheSuiteIsABehaviour() throws IOException {
    List<Program> some = eachOf(5);
    Followed found = follow(REFERENCE, SlubConfig.REFERENCE, SlubConfig.NO_FAULT, some);
    assertThat(found.difference()).isEmpty();
    assertThat(found.bound()).isEmpty();
    assertThat(found.programs()).isEqualTo(some.size());
    assertThat(found.executions()).isGreaterThan(20);
    assertThat(found.points()).isGreaterThan(800);
  }

  @Tag("nightly")
  @Test
  void soItIsOfAllTheSuite() throws IOException {
    Followed found = follow(REFERENCE, SlubConfig.REFERENCE, SlubConfig.NO_FAULT);
    assertThat(found.difference()).isEmpty();
    assertThat(found.bound()).isEmpty();
    assertThat(found.programs()).isEqualTo(BRIDGE.programs().size()).isGreaterThan(15);
    assertThat(found.executions()).isGreaterThan(80);
    assertThat(found.points()).isGreaterThan(4_000);
    assertThat(found.states()).isGreaterThan(1_000);
  }

  /** All take as long as the rest of the bridge's tests. */
  private static List<Program> eachOf(int step) {
    List<Program> all = BRIDGE.programs();
    return IntStream.range(0, all.size()).filter(i -> i % step == 0).mapToObj(all::get).toList();
  }

  @Test
  void onlyWhatTheSpecificationHasNoWordsForIsLeftOut() {
    Set<String> met = new TreeSet<>();
    int followed = 0;
    for (Suite one : Suite.of(new SlubFamily())) {
      Set<String> unsaid = new TreeSet<>();
      UNSAID.forEach(
          (kind, is) -> {
            if (is.test(one.program())) {
              unsaid.add(kind);
            }
          });
      boolean follows = SlubMapping.INSTANCE.canFollow(one.program());
      assertThat(unsaid.isEmpty()).as("%s: %s", one.name(), unsaid).isEqualTo(follows);
      met.addAll(unsaid);
      followed += follows ? 1 : 0;
    }
    assertThat(met).containsExactlyInAnyOrderElementsOf(UNSAID.keySet());
    assertThat(followed).isEqualTo(BRIDGE.programs().size());
  }

  @Tag("nightly")
  @ParameterizedTest
  @CsvSource({
    "linux/2.6.23, 2.6.23",
    "linux/dfb4f096, dfb4f096",
    "linux/2.6.24, 2.6.24",
  })
  void theOtherVersionsBehaveAsTheirsDo(String subject, String version) throws IOException {
    Followed found = follow(subject, version, SlubConfig.NO_FAULT, eachOf(2));
    assertThat(found.difference()).isEmpty();
    assertThat(found.bound()).isEmpty();
    assertThat(found.points()).isGreaterThan(1_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"slub-own-objects-dropped", "slub-thawed-late", "slub-slab-uncounted"})
  void aMutantInTheJavaAloneDoesWhatTheSpecificationCannot(String fault) throws IOException {
    isSeenInTheJavaAlone(fault);
  }

  @Tag("nightly")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "slub-reuses-cpu-slab",
        "slub-own-list-looked-at-once",
        "slub-cpu-slab-overwritten",
        "slub-own-list-kept",
        "slub-never-frozen",
        "slub-free-uncounted",
        "slub-partial-unlisted",
        "slub-discarded-and-listed",
        "slub-slab-left-for-nothing",
        "slub-empty-slabs-kept-when-many",
        "slub-flush-awaited-by-nobody",
        "slub-no-partial-looked-for"
      })
  void soDoesEachOfTheOthers(String fault) throws IOException {
    isSeenInTheJavaAlone(fault);
  }

  private static void isSeenInTheJavaAlone(String fault) throws IOException {
    assertThat(follow("museum/" + fault, SlubConfig.REFERENCE, SlubConfig.NO_FAULT).difference())
        .hasValueSatisfying(text -> assertThat(text).contains("cpu"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"slub-own-objects-dropped", "slub-no-partial-looked-for"})
  void aMutantInTheSpecificationAloneCannotDoWhatTheJavaDoes(String fault) throws IOException {
    assertThat(follow(REFERENCE, SlubConfig.REFERENCE, fault).difference()).isPresent();
  }

  @Tag("nightly")
  @ParameterizedTest
  @ValueSource(strings = {"slub-empty-slabs-kept-when-many", "slub-no-partial-looked-for"})
  void aMutantInBothIsAsGoodAsNone(String fault) throws IOException {
    Followed found = follow("museum/" + fault, SlubConfig.REFERENCE, fault);
    assertThat(found.difference()).isEmpty();
    assertThat(found.bound()).isEmpty();
  }
}
