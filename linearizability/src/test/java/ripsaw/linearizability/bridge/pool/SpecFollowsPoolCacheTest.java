package ripsaw.linearizability.bridge.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.linearizability.bridge.Bridge;
import ripsaw.linearizability.bridge.Followed;
import ripsaw.linearizability.bridge.OneSpecification;
import ripsaw.subject.Catalogue;

/** What the Java of pool caches does is in PoolCache.tla. */
@OneSpecification
class SpecFollowsPoolCacheTest {
  private static final String REFERENCE = "netbsd/pool-reference";
  private static final PoolCacheBridge BRIDGE = new PoolCacheBridge();

  private static Followed follow(String subject, String version, String fault) throws IOException {
    return Bridge.specFollowsCode(
        Catalogue.load().find(subject).orElseThrow(),
        BRIDGE.programs(),
        program -> PoolCacheConfig.of(program, version, fault));
  }

  @Test
  void everyExecutionThatTheExplorerMakesOfTheSuiteIsABehaviour() throws IOException {
    Followed found = follow(REFERENCE, PoolCacheConfig.REFERENCE, PoolCacheConfig.NO_FAULT);
    assertThat(found.difference()).isEmpty();
    assertThat(found.bound()).isEmpty();
    assertThat(found.programs()).isEqualTo(BRIDGE.programs().size()).isGreaterThan(7);
    assertThat(found.executions()).isGreaterThan(100);
    assertThat(found.points()).isGreaterThan(4_000);
    assertThat(found.states()).isGreaterThan(500);
  }

  @Tag("nightly")
  @Test
  void theVersionOf2007BehavesAsItsDoes() throws IOException {
    Followed found = follow("netbsd/pool-2007", "2007", PoolCacheConfig.NO_FAULT);
    assertThat(found.difference()).isEmpty();
    assertThat(found.bound()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pool-first-in-first-out"})
  void aMutantInTheJavaAloneDoesWhatTheSpecificationCannot(String fault) throws IOException {
    isSeenInTheJavaAlone(fault);
  }

  @Tag("nightly")
  @ParameterizedTest
  @ValueSource(strings = {"pool-depot-open-while-invalidating", "pool-transfer-awaited-by-nobody"})
  void soDoesEachOfTheOthers(String fault) throws IOException {
    isSeenInTheJavaAlone(fault);
  }

  private static void isSeenInTheJavaAlone(String fault) throws IOException {
    Followed found = follow("museum/" + fault, PoolCacheConfig.REFERENCE, PoolCacheConfig.NO_FAULT);
    assertThat(found.difference()).hasValueSatisfying(text -> assertThat(text).contains("cpu"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pool-first-in-first-out"})
  void aMutantInTheSpecificationAloneCannotDoWhatTheJavaDoes(String fault) throws IOException {
    assertThat(follow(REFERENCE, PoolCacheConfig.REFERENCE, fault).difference()).isPresent();
  }
}
