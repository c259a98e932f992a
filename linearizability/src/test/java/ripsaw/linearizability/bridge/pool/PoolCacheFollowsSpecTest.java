package ripsaw.linearizability.bridge.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.linearizability.bridge.Bridge;
import ripsaw.linearizability.bridge.CodeFollowsSpec;
import ripsaw.linearizability.bridge.EveryEdge;
import ripsaw.linearizability.bridge.OneSpecification;
import ripsaw.machine.Shape;
import ripsaw.netbsd.pool.PoolWords;
import ripsaw.spec.tla.Expectation;
import ripsaw.subject.Catalogue;

/** The Java of pool caches is driven along the edges of PoolCache.tla. */
@OneSpecification
@Order(1)
class PoolCacheFollowsSpecTest {
  private static final Shape ONE_PAGE = Shape.small(2, 3, 1).withCachedSlabs(0);

  private static List<Named<EveryEdge>> everyEdge() {
    return new PoolCacheBridge()
        .everyEdge().stream().map(edges -> Named.of(edges.model().name(), edges)).toList();
  }

  private static CodeFollowsSpec drive(String subject, String version, String fault)
      throws IOException {
    return Bridge.codeFollowsSpec(
        Catalogue.load().find(subject).orElseThrow(),
        PoolCacheConfig.small(ONE_PAGE, version, fault));
  }

  @ParameterizedTest
  @MethodSource("everyEdge")
  void theReferenceFollowsEveryEdgeOfTheStateGraphAndDoesNothingElse(EveryEdge edges)
      throws IOException {
    CodeFollowsSpec found = edges.drive();
    assertThat(found.difference()).isEmpty();
    assertThat(found.unmapped()).isEmpty();
    assertThat(found.covered()).isEqualTo(found.edges()).isGreaterThan(5_000);
    assertThat(found.holds()).isTrue();
    assertThat((long) found.states())
        .as("as many states as TLC counts")
        .isEqualTo(((Expectation.Holds) edges.model().expected()).states());
    assertThat(found.merged())
        .contains("set cacheN.nitems", "set cpuN.cacheN.current")
        .noneMatch(access -> access.contains("set-opaque"));
  }

  @Test
  void theVersionOf2007FollowsItsSpecification() throws IOException {
    CodeFollowsSpec found = drive("netbsd/pool-2007", "2007", PoolCacheConfig.NO_FAULT);
    assertThat(found.difference()).isEmpty();
    assertThat(found.holds()).isTrue();
  }

  /** One of them sleeps while the other grows the pool. */
  private static CodeFollowsSpec driveTwoGrowers(String fault) throws IOException {
    return Bridge.codeFollowsSpec(
        Catalogue.load().find("netbsd/pool-2017").orElseThrow(),
        new PoolCacheConfig(
            ONE_PAGE,
            Set.of(0, 1),
            Set.of(0),
            Set.of(),
            PoolWords.GROUP_OBJECTS,
            false,
            "2017",
            fault));
  }

  @Test
  void theVersionOf2017FollowsItsSpecificationWithTwoGrowers() throws IOException {
    CodeFollowsSpec found = driveTwoGrowers(PoolCacheConfig.NO_FAULT);
    assertThat(found.difference()).isEmpty();
    assertThat(found.holds()).isTrue();
  }

  @Test
  void itDoesNotFollowOneInWhichAFailedGrowIsTold() throws IOException {
    assertThat(driveTwoGrowers("failed-grow-told").difference())
        .hasValueSatisfying(text -> assertThat(text).contains("cpu"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pool-first-in-first-out",
        "pool-object-left-in-group",
        "pool-out-not-counted",
        "pool-full-page-not-moved"
      })
  void aMutantInTheJavaAloneBreaksTheBridge(String fault) throws IOException {
    CodeFollowsSpec found =
        drive("museum/" + fault, PoolCacheConfig.REFERENCE, PoolCacheConfig.NO_FAULT);
    assertThat(found.holds()).isFalse();
    assertThat(found.difference())
        .hasValueSatisfying(text -> assertThat(text).contains("after step"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pool-first-in-first-out", "pool-out-not-counted"})
  void aMutantInTheSpecificationAloneBreaksTheBridge(String fault) throws IOException {
    CodeFollowsSpec found = drive("netbsd/pool-reference", PoolCacheConfig.REFERENCE, fault);
    assertThat(found.holds()).isFalse();
    assertThat(found.difference()).isPresent();
  }
}
