package ripsaw.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.machine.Cpu;
import ripsaw.subject.Subject;

/** What somebody hands over by the name of its class. */
class OwnClassesTest {
  private final OwnClasses classes = new OwnClasses();

  private static Arguments of(Class<?> type, String complaint) {
    return Arguments.of(type, complaint);
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        of(Interface.class, " is an interface: name a class that can be made"),
        of(Abstract.class, " is abstract: name a class that can be made"),
        of(Inner.class, " has no constructor that takes a ripsaw.own.World alone: write one, and"),
        of(OfNothing.class, " has no constructor that takes a ripsaw.own.World alone: write one"),
        of(Kind.class, " has no constructor that takes a ripsaw.own.World alone: write one"),
        of(
            Throws.class,
            ": it cannot be made: java.lang.IllegalStateException: no room, in ripsaw"),
        of(ThrowsChecked.class, ": it cannot be made: java.io.IOException: no file, in ripsaw"),
        of(Overflows.class, ": it cannot be made: java.lang.StackOverflowError, in ripsaw"),
        of(Wants.class, ": it cannot be made: java.lang.OutOfMemoryError"),
        of(InTwoLines.class, ": it cannot be made: java.lang.IllegalStateException: one two, in"),
        of(OfClass.class, ": it cannot be made: java.lang.ArithmeticException: / by zero, in rip"),
        of(
            Waits.class,
            ": it cannot be made: it has not ended in 10 s, in ripsaw.own.OwnClassesTe"),
        of(Wordless.class, " asks its World for no word"),
        of(OfWorld.class, " asks its World for no word"),
        of(
            Twice.class,
            ": it cannot be made: java.lang.IllegalArgumentException: 'top' is no name"),
        of(Huge.class, "'top' asks for 100000 words: there is room for 1 to 144 more"),
        of(None.class, "'top' asks for 0 words: there is room for 1 to"),
        of(Negative.class, "'top' asks for -1 words: there is room for 1 to"),
        of(NoName.class, "'' is no name for a word: a letter, then letters"),
        of(MayThrow.class, ": it cannot be made: java.lang.UnsupportedOperationException, in rip"),
        of(Counts.class, ".count(Cpu): an operation of a heap besides alloc and free answers noth"),
        of(Umlaut.class, ".schließe: a program cannot call it: rename it"),
        of(Both.class, " is a ripsaw.own.Heap, and so has no @AnswersAs: leave one of them out"),
        of(
            Missing.class,
            "$ModelOfAdd has no public method get, which ripsaw.own.OwnClassesTest$M"),
        of(Less.class, " has no public get(Cpu), which its model"),
        of(Unlike.class, ".add: its model's takes or answers something else"),
        of(OfTexts.class, ".add: an operation takes a Cpu and perhaps one long, and answers"),
        of(Overloaded.class, ".add: an operation takes a Cpu and perhaps one long, and answers"),
        of(ByOverloads.class, "model ripsaw.own.OwnClassesTest$ModelTwice.add: there are two"),
        of(ByAbstract.class, "model ripsaw.own.OwnClassesTest$Interface is abstract"),
        of(BySilent.class, "model ripsaw.own.OwnClassesTest$ModelOfNothing has no public method"),
        of(ByInner.class, "$ModelInner has no constructor without parameters: write one, and make"),
        of(ByThrower.class, "$ModelThrows: its constructor throws java.lang.IllegalStateException"),
        of(
            ByStatic.class,
            "$ModelInStatic: two objects of it answer the same calls with [1, 2, 3, 4"),
        of(ByClock.class, "$ModelOfTime: two objects of it answer the same calls with ["),
        of(Before.class, ".add: @OnlyOn(cpu = -1), and there are 2 cpus, from 0: name one"),
        of(Beyond.class, ".add: @OnlyOn(cpu = 8), and there are 8 cpus, from 0: name one"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void whatIsWrongIsOneLineWithTheClassAndTheMend(Class<?> type, String complaint) {
    assertThat(classes.takes(type)).isTrue();
    assertThatThrownBy(() -> classes.subject(type))
        .isInstanceOf(BadSubject.class)
        .hasMessageStartingWith(type.getName())
        .hasMessageContaining(complaint)
        .message()
        .doesNotContain("\n")
        .containsPattern(": [a-z]+ |leave one|let it|keep what");
  }

  @Test
  void aClassMayBePrivateAndHaveMoreConstructors() {
    Subject subject = classes.subject(Right.class);
    assertThat(subject.id()).isEqualTo(Right.class.getName());
    assertThat(subject.family()).hasToString("heap of your own");
  }

  @Test
  void aStructureHasAsManyCpusAsItNames() {
    Subject subject = classes.subject(OnTheThird.class);
    assertThat(subject.family()).hasToString("structure of your own");
    assertThat(subject.family().objection(new Call("get", OptionalLong.empty()), 2)).isEmpty();
    assertThat(subject.family().objection(new Call("get", OptionalLong.empty()), 0))
        .contains("@OnlyOn(cpu = 2) on %s.get: let cpu0 not call it".formatted(name()));
    assertThat(subject.family().objection(new Call("got", OptionalLong.empty()), 0))
        .contains("no got(): %s has add(1), get()".formatted(name()));
    assertThat(subject.family().programs())
        .anyMatch(
            program ->
                program.text().endsWith(" | cpu0: add(3) | cpu1: add(5) | cpu2: add(7); get()"));
  }

  private static String name() {
    return OnTheThird.class.getName();
  }

  // ------------------------------------------------------------------- heaps

  /** It has nothing: enough to be looked at. */
  private interface Interface extends Heap {
    @Override
    default long alloc(Cpu cpu) {
      return NONE;
    }

    @Override
    default void free(Cpu cpu, long block) {}
  }

  private abstract static class Abstract implements Interface {}

  private static class Right implements Interface {
    private Right(World w) {
      this(w, "top");
    }

    Right(World w, String name) {
      w.word(name);
    }
  }

  private final class Inner implements Interface {}

  private static final class OfNothing implements Interface {}

  private enum Kind implements Interface {
    ONE
  }

  private record OfWorld(World world) implements Interface {}

  private static final class Throws implements Interface {
    Throws(World w) {
      throw new IllegalStateException("no room");
    }
  }

  private static final class ThrowsChecked implements Interface {
    ThrowsChecked(World w) throws IOException {
      throw new IOException("no file");
    }
  }

  private static final class Overflows implements Interface {
    Overflows(World w) {
      this(w, 0);
    }

    private Overflows(World w, int deep) {
      new Overflows(w, deep + 1).alloc(null);
    }
  }

  private static final class Wants implements Interface {
    Wants(World w) {
      w.words("top", new int[Integer.MAX_VALUE].length);
    }
  }

  private static final class InTwoLines implements Interface {
    InTwoLines(World w) {
      throw new IllegalStateException("one\n  two");
    }
  }

  private static final class OfClass implements Interface {
    private static final int RATIO = 1 / Integer.parseInt("0");

    OfClass(World w) {
      w.words("top", RATIO);
    }
  }

  private static final class Waits implements Interface {
    Waits(World w) throws InterruptedException {
      new CountDownLatch(1).await();
    }
  }

  private static final class Wordless implements Interface {
    Wordless(World w) {}
  }

  private static final class Twice extends Right {
    Twice(World w) {
      super(w, "top");
      w.word("top");
    }
  }

  private static final class Huge implements Interface {
    Huge(World w) {
      w.words("top", 100_000);
    }
  }

  private static final class None implements Interface {
    None(World w) {
      w.words("top", 0);
    }
  }

  private static final class Negative implements Interface {
    Negative(World w) {
      w.words("top", -1);
    }
  }

  private static final class NoName implements Interface {
    NoName(World w) {
      w.word("");
    }
  }

  private static final class MayThrow extends Right {
    MayThrow(World w) {
      super(w, "top");
    }

    @Override
    public boolean mayRefuse() {
      throw new UnsupportedOperationException();
    }
  }

  private static final class Counts extends Right {
    Counts(World w) {
      super(w, "top");
    }

    @SuppressWarnings("unused")
    public long count(Cpu cpu) {
      return 0;
    }
  }

  private static final class Umlaut extends Right {
    Umlaut(World w) {
      super(w, "top");
    }

    @SuppressWarnings("unused")
    public void schließe(Cpu cpu) {}
  }

  @AnswersAs(ModelOfAdd.class)
  private static final class Both extends Right {
    Both(World w) {
      super(w, "top");
    }
  }

  // -------------------------------------------------------------- structures

  public static class ModelOfAdd {
    private long sum;

    public void add(long value) {
      sum += value;
    }

    long sum() {
      return sum;
    }
  }

  public static final class ModelOfBoth extends ModelOfAdd {
    public long get() {
      return sum();
    }
  }

  public static final class ModelTwice extends ModelOfAdd {
    public void add() {
      add(1);
    }
  }

  public static final class ModelOfNothing {}

  public final class ModelInner extends ModelOfAdd {}

  public static final class ModelThrows extends ModelOfAdd {
    ModelThrows() {
      throw new IllegalStateException("not today");
    }
  }

  public static final class ModelInStatic {
    private static long count;

    public long next() {
      return ++count;
    }
  }

  public static final class ModelOfTime {
    public long next() {
      return System.nanoTime();
    }
  }

  /** Each below answers as a model that it does not fit. */
  private static class Adds {
    protected final Word sum;

    Adds(World w) {
      sum = w.word("sum");
    }

    @SuppressWarnings("unused")
    public void add(Cpu cpu, long value) {
      sum.getAndAdd(cpu, value);
    }
  }

  private static class AddsAndGets extends Adds {
    AddsAndGets(World w) {
      super(w);
    }

    @SuppressWarnings("unused")
    public long get(Cpu cpu) {
      return sum.getVolatile(cpu);
    }
  }

  @AnswersAs(ModelOfAdd.class)
  private static final class Missing extends AddsAndGets {
    Missing(World w) {
      super(w);
    }
  }

  @AnswersAs(ModelOfBoth.class)
  private static final class Less extends Adds {
    Less(World w) {
      super(w);
    }
  }

  @AnswersAs(ModelOfAdd.class)
  private static final class Unlike {
    private final Word sum;

    Unlike(World w) {
      sum = w.word("sum");
    }

    @SuppressWarnings("unused")
    public long add(Cpu cpu, long value) {
      return sum.getAndAdd(cpu, value);
    }
  }

  @AnswersAs(ModelOfAdd.class)
  private static final class OfTexts {
    OfTexts(World w) {
      w.word("sum");
    }

    @SuppressWarnings("unused")
    public void add(Cpu cpu, String value) {}
  }

  @AnswersAs(ModelOfAdd.class)
  private static final class Overloaded extends Adds {
    Overloaded(World w) {
      super(w);
    }

    @SuppressWarnings("unused")
    public void add(Cpu cpu) {}
  }

  @AnswersAs(ModelTwice.class)
  private static final class ByOverloads extends Adds {
    ByOverloads(World w) {
      super(w);
    }
  }

  @AnswersAs(Interface.class)
  private static final class ByAbstract extends Adds {
    ByAbstract(World w) {
      super(w);
    }
  }

  @AnswersAs(ModelOfNothing.class)
  private static final class BySilent extends Adds {
    BySilent(World w) {
      super(w);
    }
  }

  @AnswersAs(ModelInner.class)
  private static final class ByInner extends Adds {
    ByInner(World w) {
      super(w);
    }
  }

  @AnswersAs(ModelThrows.class)
  private static final class ByThrower extends Adds {
    ByThrower(World w) {
      super(w);
    }
  }

  @AnswersAs(ModelInStatic.class)
  private static final class ByStatic extends Adds {
    ByStatic(World w) {
      super(w);
    }
  }

  @AnswersAs(ModelOfTime.class)
  private static final class ByClock extends Adds {
    ByClock(World w) {
      super(w);
    }
  }

  @AnswersAs(ModelOfAdd.class)
  private static final class Before {
    Before(World w) {
      w.word("sum");
    }

    @OnlyOn(cpu = -1)
    @SuppressWarnings("unused")
    public void add(Cpu cpu, long value) {}
  }

  @AnswersAs(ModelOfAdd.class)
  private static final class Beyond {
    Beyond(World w) {
      w.word("sum");
    }

    @OnlyOn(cpu = 8)
    @SuppressWarnings("unused")
    public void add(Cpu cpu, long value) {}
  }

  @AnswersAs(ModelOfBoth.class)
  private static final class OnTheThird extends Adds {
    OnTheThird(World w) {
      super(w);
    }

    @OnlyOn(cpu = 2)
    @SuppressWarnings("unused")
    public long get(Cpu cpu) {
      return sum.getVolatile(cpu);
    }
  }
}
