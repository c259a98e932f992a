package ripsaw.gate.fragmentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.gate.fragmentation.Course.Sample;

/** NetBSD's kmem, in whose first two days a file system is unmounted once. */
class KernelMapTest {
  private static final long PAGE = 4096;
  private static final Fragmentation MEASURED = Fragmentation.ofPart(1, 2, false);

  static List<Course> courses() {
    return MEASURED.courses();
  }

  private static List<Course> drained(boolean are) {
    return courses().stream().filter(one -> one.name().endsWith("drained") == are).toList();
  }

  @Test
  void allGetTheSameThirtySecondOfTheLoad() {
    Course whole = Fragmentation.of(1, 2, false).courses().get(0);
    assertThat(MEASURED.share()).isEqualTo(32);
    assertThat(courses()).hasSize(4);
    for (Course course : courses()) {
      assertThat(course.samples().stream().map(Sample::live))
          .containsExactlyElementsOf(
              courses().get(0).samples().stream().map(Sample::live).toList());
      assertThat(course.mean(Sample::live) * 32 / whole.mean(Sample::live)).isBetween(0.9, 1.1);
    }
  }

  @ParameterizedTest
  @MethodSource("courses")
  void whatIsHeldIsPagesOfTheKernelAndNoLessThanIsInUse(Course course) {
    assertThat(course.samples())
        .allSatisfy(
            sample -> {
              assertThat(sample.held() % PAGE).isZero();
              assertThat(sample.held() - sample.empty()).isGreaterThanOrEqualTo(sample.live());
            });
  }

  @Test
  void nothingGoesBackUnlessSomebodyDrainsThePools() {
    for (Course course : drained(false)) {
      assertThat(course.unmounts())
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.kept() + one.empty()).isEqualTo(one.slabs());
                assertThat(one.empty()).isPositive();
              });
    }
  }

  @Test
  void whoDrainsThemGivesBackEachPageInWhichNothingIs() {
    for (Course course : drained(true)) {
      assertThat(course.samples()).allSatisfy(sample -> assertThat(sample.empty()).isZero());
      assertThat(course.unmounts())
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.empty()).isZero();
                assertThat(one.kept()).isPositive().isLessThan(one.slabs());
              });
    }
  }
}
