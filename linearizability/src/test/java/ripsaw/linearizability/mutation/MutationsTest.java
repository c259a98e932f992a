package ripsaw.linearizability.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.subject.Catalogue;

class MutationsTest {
  private static final Mutations OF_THE_REFERENCE = of("dragonfly/reference");

  private static final Mutations PLAIN =
      new Mutations(
          ClassFile.of().parse(SubjectMethods.bytes(Plain.class)).methods().stream()
              .filter(method -> !method.methodName().equalsString("<init>"))
              .map(method -> new MutableMethod(Plain.class, method))
              .toList());

  /** The class once more, with one mistake in it. */
  private static Class<?> loaded(Mutation mutation) throws ClassNotFoundException {
    byte[] bytes = PLAIN.bytes(mutation);
    return new ClassLoader(Plain.class.getClassLoader()) {
      @Override
      protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return name.equals(mutation.type())
            ? defineClass(name, bytes, 0, bytes.length)
            : super.loadClass(name, resolve);
      }
    }.loadClass(mutation.type());
  }

  private static Object call(Class<?> type, String name, int... arguments) throws Exception {
    Method method =
        Stream.of(type.getDeclaredMethods())
            .filter(one -> one.getName().equals(name))
            .findFirst()
            .orElseThrow();
    Object receiver = type.getDeclaredConstructor().newInstance();
    return method.invoke(receiver, Arrays.stream(arguments).boxed().toArray());
  }

  @ParameterizedTest
  @CsvSource({
    "less negated 1, < becomes >=, less, 1 2, 20",
    "less boundary 1, < becomes <=, less, 2 2, 10",
    "less always 1, the jump at < is always taken, less, 1 2, 20",
    "less never 1, the jump at < is never taken, less, 2 1, 10",
    "less constant 1, 10 becomes 11, less, 1 2, 11",
    "less constant 2, 10 becomes 9, less, 1 2, 9",
    "less variable 1, a becomes b, less, 1 2, 20",
    "less early-return 1, returns 0 before it does anything, less, 1 2, 0",
    "difference arithmetic 1, - becomes +, difference, 5 3, 8",
    "difference operand 1, - and its right side are forgotten, difference, 5 3, 5",
    "five constant 1, 5 becomes 6, five, '', 6",
    "count no-retry 1, the loop does not go round again, count, 3, 2",
    "count no-store 1, sum is not kept, count, 3, 0",
    "smaller no-call 1, 'min is not called, and 0 taken for its result', smaller, 5 3, 0",
    "smaller argument 1, 'min is not called, and its argument taken for its result', smaller, 3 5,"
        + " 5",
    "smaller other-end 1, min becomes max, smaller, 3 5, 5",
    "keep no-call 1, set is not called, keep, 7, 1",
    "keep no-store 1, kept is not kept, keep, 7, 7",
    "keep swapped 1, kept changes places with set, keep, 7, 1"
  })
  void aMistakeIsWhatItIsCalled(String id, String what, String method, String given, int result)
      throws Exception {
    Mutation mutation =
        PLAIN.all().stream()
            .filter(one -> one.id().equals("Plain." + id))
            .findFirst()
            .orElseThrow();
    assertThat(mutation.what()).isEqualTo(what);
    int[] arguments =
        given.isEmpty()
            ? new int[0]
            : Stream.of(given.split(" ")).mapToInt(Integer::parseInt).toArray();
    Number returned = (Number) call(loaded(mutation), method, arguments);
    assertThat(returned.intValue()).isEqualTo(result);
    assertThat(((Number) call(Plain.class, method, arguments)).intValue())
        .isNotEqualTo(id.equals("keep no-store 1") ? -1 : result);
  }

  private static Mutations of(String id) {
    return Mutations.of(Catalogue.load().find(id).orElseThrow());
  }

  static Stream<Mutations> some() {
    return Stream.of(OF_THE_REFERENCE, of("blackbox/bitmap"));
  }

  @ParameterizedTest
  @MethodSource("some")
  void noTwoHaveOneNameOrOneCode(Mutations mutations) {
    eachHasItsOwn(mutations);
  }

  @Tag("nightly")
  @Test
  void norOfALargerOne() {
    eachHasItsOwn(of("dragonfly/kmalloc_obj-reference"));
  }

  private static void eachHasItsOwn(Mutations mutations) {
    Set<String> names = new HashSet<>();
    Set<Integer> codes = new HashSet<>();
    for (Mutation mutation : mutations.all()) {
      assertThat(names.add(mutation.id())).as(mutation.id()).isTrue();
      assertThat(
              codes.add(
                  31 * Arrays.hashCode(mutations.bytes(mutation)) + mutation.type().hashCode()))
          .as(mutation.id())
          .isTrue();
    }
    assertThat(names).hasSizeGreaterThan(30);
  }

  @Test
  void everyKindIsMadeInTheReferences() {
    Set<Operator> made = new HashSet<>();
    for (Mutations one : List.of(OF_THE_REFERENCE, of("dragonfly/kmalloc_obj-reference"))) {
      one.all().forEach(mutation -> made.add(mutation.operator()));
    }
    assertThat(made).containsExactlyInAnyOrder(Operator.values());
  }

  @Test
  void whatASubjectShowsToItsJudgesIsLeftAlone() {
    assertThat(OF_THE_REFERENCE.all())
        .extracting(one -> one.type() + "." + one.name())
        .contains("ripsaw.dragonfly.kfree.SlabAllocator.allocate")
        .doesNotContain(
            "ripsaw.dragonfly.kfree.SlabAllocator.census",
            "ripsaw.dragonfly.kfree.SlabAllocator.name",
            "ripsaw.dragonfly.kfree.OwnerSlabs.listings");
  }
}
