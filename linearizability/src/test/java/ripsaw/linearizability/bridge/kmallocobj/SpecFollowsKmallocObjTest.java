package ripsaw.linearizability.bridge.kmallocobj;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.dragonfly.kmallocobj.KmallocObjFamily;
import ripsaw.linearizability.bridge.Bridge;
import ripsaw.linearizability.bridge.Followed;
import ripsaw.linearizability.bridge.OneSpecification;
import ripsaw.linearizability.program.Suite;
import ripsaw.subject.Catalogue;

/** What the Java of kmalloc_obj does is in KmallocObj.tla. */
@OneSpecification
class SpecFollowsKmallocObjTest {
  private static final String REFERENCE = "dragonfly/kmalloc_obj-reference";
  private static final KmallocObjBridge BRIDGE = new KmallocObjBridge();

  private static Followed follow(String subject, String fault) throws IOException {
    return Bridge.specFollowsCode(
        Catalogue.load().find(subject).orElseThrow(),
        BRIDGE.programs(),
        program -> BRIDGE.whole(program, fault));
  }

  @Test
  void everyExecutionThatTheExplorerMakesOfTheSuiteIsABehaviour() throws IOException {
    Followed found = follow(REFERENCE, KmallocObjConfig.NO_FAULT);
    assertThat(found.difference()).isEmpty();
    assertThat(found.bound()).isEmpty();
    assertThat(found.programs()).isEqualTo(BRIDGE.programs().size()).isGreaterThan(15);
    assertThat(found.executions()).isGreaterThan(80);
    assertThat(found.points()).isGreaterThan(4_000);
    assertThat(found.states()).isGreaterThan(1_000);
  }

  @Test
  void onlyWhatTheSpecificationHasNoWordsForIsLeftOut() {
    List<String> left =
        Suite.of(new KmallocObjFamily()).stream()
            .filter(one -> !KmallocObjMapping.REFERENCE.canFollow(one.program()))
            .map(Suite::name)
            .toList();
    assertThat(left)
        .containsExactly(
            "an object is taken again, zeroed",
            // A clock interrupt comes into a call.
            "the clock interrupts an allocation",
            "an object is freed in an interrupt",
            // Another size, a limit.
            "slabs of as many objects as fit",
            "two cpus at the limit of their type",
            "two cpus make a slab, one where another zone's was",
            "a zone at its limit, and an object comes back",
            // A clock interrupt comes into a call.
            "a free is under way, and the slab is retired under its feet and used again",
            // Two pollers.
            "a hold begins while the clock goes on",
            // Another zone, or its end.
            "the poller meets who destroys the zone",
            "a zone goes, its alternate slab too",
            "a slab goes to the cache of the cpu that made it, which takes it",
            "two whole slabs for one place in a cache",
            "two freeable slabs for one place in a cache",
            "two freeable slabs for two places in a cache",
            // A clock interrupt comes into a call.
            "the clock interrupts a cpu while it is at a tick",
            // A hold within a hold.
            "three cpus hold in turn",
            // Two pollers, another zone.
            "two pollers, and a zone is destroyed",
            "two pollers at one zone",
            "a poller, and a zone of which cpus have slabs is destroyed",
            "a slab goes to a cache out of which another is taken",
            // A hold within a hold.
            "a hold within a hold ends, and the slab is not retired",
            // Another zone, or its end.
            "the poller has more to retire of a zone that is destroyed",
            "two pollers have more to retire of a zone that is destroyed",
            "a slab comes to a cache of which one was taken and one is left",
            "the poller is not done with a zone, and somebody sleeps to destroy it",
            // Another zone, another size, zeroed.
            "slabs of one zone wait in a cache and serve another",
            "objects of slabs that were used before come zeroed",
            "memory is out, and comes back in every place",
            "requests for nothing, for a byte, and for less than an object",
            "a zone reaches its limit, and again",
            "zones are made until there are no more, and the poller goes round them",
            // Another zone, or its end.
            "the zone that is polled next is destroyed, and there is one behind it",
            // A hold within a hold.
            "holds nest, and the clock goes on between them",
            // Another zone, another size, zeroed.
            "slabs of two cpus go to a cache of each, and come back",
            "a zone with slabs in every place is destroyed",
            "a zone is destroyed, and another takes its place",
            "a zone of which two cpus have slabs is destroyed, and another takes its place",
            // More than a pass of the specification retires, or looks at.
            "a pass retires four large slabs of six, and keeps one",
            "a pass looks at sixteen slabs of seventeen",
            // Another zone, another size, zeroed.
            "memory is out, and who asks wants it zeroed",
            "eight zones, and the last is polled while a cpu holds",
            "as many objects as a slab of two pages holds",
            "as many objects as a slab of four pages holds",
            "an account lies next to the count of holds",
            // A pass or a machine that is larger than the model's.
            "the alternate fills again, sixteen slabs are empty, and memory is out",
            "an object comes back to one of nineteen empty slabs, and memory is out",
            // Another zone, or its end.
            "eight zones, and one has more whole slabs than it is to keep");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xindex-ignored", "pick-unlocked", "setlive-forgotten"})
  void aMutantInTheJavaAloneDoesWhatTheSpecificationCannot(String fault) throws IOException {
    isSeenInTheJavaAlone(fault);
  }

  @Tag("nightly")
  @ParameterizedTest
  @ValueSource(
      strings = {"slot-kept", "tail-kept", "alternate-dropped", "freeable-at-two", "clear-first"})
  void soDoOthers(String fault) throws IOException {
    isSeenInTheJavaAlone(fault);
  }

  private static void isSeenInTheJavaAlone(String fault) throws IOException {
    assertThat(follow("museum/" + fault, KmallocObjConfig.NO_FAULT).difference())
        .hasValueSatisfying(text -> assertThat(text).contains("cpu"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xindex-before-store",
        "tail-kept",
        "freeable-at-two",
        "clear-first",
        "setlive-forgotten"
      })
  void aMutantInTheSpecificationAloneCannotDoWhatTheJavaDoes(String fault) throws IOException {
    assertThat(follow(REFERENCE, fault).difference()).isPresent();
  }
}
