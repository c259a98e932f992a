package ripsaw.gate.fragmentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.gate.fragmentation.Course.Sample;
import ripsaw.gate.fragmentation.Course.Unmount;

/** In the first five days a file system is unmounted twice. */
class FragmentationTest {
  private static final int DAYS = 5;
  private static final long SLAB = 128 << 10;
  private static final Fragmentation MEASURED = Fragmentation.of(1, DAYS, false);

  static List<Course> courses() {
    return MEASURED.courses();
  }

  private static Course course(String name) {
    return courses().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void theSameSeedGivesTheSameFiguresAndAnotherSeedOthers() {
    Fragmentation two = Fragmentation.of(1, 2, false);
    assertThat(Fragmentation.of(1, 2, false)).isEqualTo(two);
    assertThat(Fragmentation.of(2, 2, false).courses()).isNotEqualTo(two.courses());
  }

  @Test
  void whatIsInUseAndWhatIsUnmountedIsTheSameForAll() {
    Course first = courses().get(0);
    for (Course other : courses()) {
      assertThat(other.samples().stream().map(Sample::live))
          .containsExactlyElementsOf(first.samples().stream().map(Sample::live).toList());
      assertThat(other.unmounts().stream().map(Unmount::bytes))
          .hasSize(2)
          .containsExactlyElementsOf(first.unmounts().stream().map(Unmount::bytes).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("courses")
  void nobodyHoldsLessThanIsInUse(Course course) {
    assertThat(course.samples())
        .hasSize(DAYS * 12)
        .allSatisfy(
            sample -> {
              assertThat(sample.live()).isPositive();
              assertThat(sample.held() - sample.empty()).isGreaterThanOrEqualTo(sample.live());
              assertThat(sample.held() % SLAB).isZero();
            });
  }

  @ParameterizedTest
  @MethodSource("courses")
  void whatAFileSystemUsedHadRoomForIt(Course course) {
    for (Unmount unmount : course.unmounts()) {
      assertThat(unmount.slabs() * SLAB).isGreaterThan(unmount.bytes());
      assertThat(unmount.kept() + unmount.empty()).isLessThanOrEqualTo(unmount.slabs());
      assertThat(unmount.unused()).isLessThanOrEqualTo(unmount.kept() * SLAB);
    }
  }

  @Test
  void aDestroyedZoneLeavesNothingBehindButFreeSlabsInTheCaches() {
    for (Unmount unmount : course("kmalloc_obj").unmounts()) {
      assertThat(unmount.slabs()).isPositive();
      assertThat(unmount.kept()).isZero();
      assertThat(unmount.empty()).isLessThanOrEqualTo(4 * Heap.CPUS);
    }
  }

  @Test
  void whatSharesItsSlabsLeavesHolesInThem() {
    assertThat(course("general").unmounts())
        .allSatisfy(unmount -> assertThat(unmount.unused()).isPositive());
    assertThat(course("magazines").unmounts())
        .allSatisfy(unmount -> assertThat(unmount.unused()).isPositive());
  }

  @Test
  void withoutFilesThatStayTheGeneralAllocatorGivesBackMore() {
    Course alike = Fragmentation.of(1, DAYS, true).courses().get(0);
    assertThat(alike.mean(Sample::held)).isLessThan(course("general").mean(Sample::held));
  }

  @Test
  void theFirstDayIsLeftOutOfTheFigures() {
    Sample early = new Sample(Load.DAY, 1, 1000, 0);
    Sample one = new Sample(Load.DAY + 120, 10, 40, 0);
    Sample other = new Sample(Load.DAY + 240, 30, 60, 20);
    Course course = new Course("a", "b", List.of(early, one, other), List.of());
    assertThat(course.mean(Sample::held)).isEqualTo(50);
    assertThat(course.peak(Sample::held)).isEqualTo(60);
    assertThat(course.meanRatio()).isEqualTo(2.5);
    assertThat(course.last()).isEqualTo(other);
  }
}
