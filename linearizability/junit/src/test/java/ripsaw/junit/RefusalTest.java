package ripsaw.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.machine.order.MemoryModel;
import ripsaw.own.BadSubject;
import ripsaw.own.World;
import ripsaw.spec.CommonProperty;

class RefusalTest {
  private static final String UNFIT = "ripsaw.junit.Unfit$";

  /** Annotations that others ask for by name; it is abstract, so that nobody runs them. */
  abstract static class Asked {
    @Ripsaw(operations = 2, memory = MemoryModel.SC)
    void heap(Check check) {}

    @Ripsaw(operations = 2, memory = MemoryModel.SC, model = Unfit.Counting.class)
    void counter(Check check) {}

    @Ripsaw(operations = 2, memory = MemoryModel.SC, model = Unfit.CountingBack.class)
    void withReset(Check check) {}

    @Ripsaw(operations = 2, memory = MemoryModel.SC, model = Unfit.Silent.class)
    void silent(Check check) {}

    @Ripsaw(operations = 2, memory = MemoryModel.SC, model = Unfit.Inner.class)
    void inner(Check check) {}

    @Ripsaw(operations = 2, memory = MemoryModel.SC, model = Unfit.OfText.class)
    void ofText(Check check) {}

    @Ripsaw(operations = 2, memory = MemoryModel.SC, model = Unfit.Gives.class)
    void gives(Check check) {}

    @Ripsaw(memory = MemoryModel.SC, model = Unfit.Counting.class, executions = 1)
    void cut(Check check) {}

    @Ripsaw(operations = 2, memory = MemoryModel.SC, model = Unfit.Ticking.class)
    void ticks(Check check) {}

    @Ripsaw(cpus = 3, operations = 4, memory = MemoryModel.SC, model = Unfit.Many.class)
    void more(Check check) {}

    @Ripsaw(operations = 2, memory = MemoryModel.SC)
    void again(Check check) {}

    @Ripsaw(operations = 2, memory = MemoryModel.SC)
    void unwritten(Check check) {}

    @Ripsaw(cpus = 0)
    void noCpus(Check check) {}

    @Ripsaw(cpus = -1)
    void lessThanNone(Check check) {}

    @Ripsaw(cpus = Integer.MAX_VALUE)
    void allCpus(Check check) {}

    @Ripsaw(operations = 0)
    void nothing(Check check) {}

    @Ripsaw(operations = 5)
    void tooMany(Check check) {}

    @Ripsaw(blocks = Integer.MAX_VALUE)
    void allBlocks(Check check) {}

    @Ripsaw(blocks = 0)
    void noBlocks(Check check) {}

    @Ripsaw(memory = {})
    void noMemory(Check check) {}

    @Ripsaw(executions = 0)
    void noExecutions(Check check) {}
  }

  private static Check check(String test) {
    try {
      return Check.of(Asked.class.getDeclaredMethod(test, Check.class)).getFirst();
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        refused("heap", Unfit.InAnAtomic::new, "InAnAtomic.top is a java.util.concurrent.atomic"),
        refused(
            "heap",
            Unfit.BehindAVarHandle::new,
            "BehindAVarHandle.free uses java.lang.invoke.VarHandle"),
        refused("heap", Unfit.InAField::new, "InAField.free writes the field top"),
        refused("heap", Unfit.InAnArray::new, "InAnArray.taken[0] changes after the start"),
        refused("heap", Unfit.InAThreadLocal::new, "InAThreadLocal.last is a java.lang.ThreadLo"),
        refused(
            "heap", Unfit.InAStaticField::new, "InAStaticField.free uses the static field last"),
        refused("heap", Unfit.InAStaticArray::new, "InAStaticArray"),
        refused("heap", Unfit.InAMap::new, "InAMap.taken"),
        refused("heap", Unfit.InABox::new, "InABox.free writes the field value"),
        refused("heap", Unfit.UnderAMonitor::new, "UnderAMonitor.alloc uses synchronized"),
        refused("heap", Unfit.Sleeps::new, "Sleeps.free uses java.lang.Thread.sleep"),
        refused("heap", Unfit.ByChance::new, "ByChance.alloc uses java.lang.Math.random"),
        refused("heap", Unfit.ByTheClock::new, "ByTheClock.alloc uses java.lang.System.nanoTime"),
        refused("heap", Unfit.Ends::new, "Ends.free uses java.lang.System.exit"),
        refused("heap", Unfit.StartsAThread::new, "StartsAThread.<init> uses java.lang.Thread"),
        refused("heap", Unfit.Throws::new, "no room, in ripsaw.junit.Unfit$Throws.<init>(Unfit"),
        refused("heap", w -> new Unfit.Unwatched(), "Unwatched asks its World for no word"),
        refused("heap", w -> null, "the answer is null"),
        refused("heap", Unfit.Counter::new, "Counter is no ripsaw.own.Heap"),
        refused("withReset", Unfit.Counter::new, "Counter has no public reset(Cpu), which its"),
        refused("silent", Unfit.Counter::new, "Silent has no public method"),
        refused("inner", Unfit.Counter::new, "Inner has no constructor without parameters"),
        refused("ofText", Unfit.Counter::new, "OfText.next: an operation takes nothing or one"),
        refused("more", Unfit.DoesMuch::new, "3 cpus have more than 2000000 programs of 4 operati"),
        refused("counter", Unfit.OnNoCpu::new, "OnNoCpu.next: @OnlyOn(cpu = 2), and there are 2"));
  }

  private static Arguments refused(String test, Function<World, ?> start, String line) {
    return Arguments.of(test, start, line);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsNoSubjectIsRefusedInOneLineWithItsNameAndTheMend(
      String test, Function<World, ?> start, String line) {
    assertThatThrownBy(() -> check(test).holds(start))
        .isInstanceOf(BadSubject.class)
        .hasMessageContaining("Asked." + test)
        .hasMessageContaining(line)
        .message()
        .doesNotContain("\n")
        .containsAnyOf(
            "keep what cpus share in", ": mend", ": write", ": let", ": return", ": name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "noCpus: cpus = 0",
        "lessThanNone: cpus = -1",
        "allCpus: cpus = 2147483647",
        "nothing: operations = 0",
        "allBlocks: blocks = 2147483647",
        "tooMany: operations = 5",
        "noBlocks: blocks = 0",
        "noMemory: memory = {}",
        "noExecutions: executions = 0"
      })
  void settingsThatMeanNothingAreRefusedInOneLine(String testAndSetting) {
    String[] parts = testAndSetting.split(": ");
    assertThatThrownBy(() -> check(parts[0]))
        .isInstanceOf(BadSubject.class)
        .hasMessageStartingWith(
            "%s.%s: @Ripsaw(%s): ".formatted(Asked.class.getName(), parts[0], parts[1]));
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        refused(
            "heap",
            Unfit.GrantsOneTwice::new,
            "no-double-grant: block0 granted twice, with no free between"),
        refused("heap", Unfit.ThrowsAtWork::new, "IllegalStateException: not yet, in ripsaw.junit"),
        refused("heap", Unfit.TouchesNoWord::new, "few[7] is touched: there are 2 of them"),
        refused("heap", Unfit.TellsNull::new, "freeBlocks()\" is null"),
        refused(
            "heap", Unfit.TellsWithoutEnd::new, "conservation: block 0 is held, and free as well"),
        refused(
            "heap", Unfit.TellsThrowing::new, "IllegalStateException: not now, in ripsaw.junit"),
        refused("heap", Unfit.TellsOfNone::new, "conservation: block 1 is lost"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatGoesWrongAtWorkIsAViolationThatNamesIt(
      String test, Function<World, ?> start, String line) {
    assertThatThrownBy(() -> check(test).holds(start))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("VIOLATED under sc: ")
        .hasMessageContaining(line);
  }

  @Test
  void aBlockThatIsNoneIsNamed() {
    assertThatThrownBy(() -> check("heap").holds(Unfit.Foreign::new))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("VIOLATED under sc: grant: block 7 is granted: there are 4, from 0");
  }

  @Test
  void aReproOfTheSameTestDoesNotTakeAnothersPlace() throws IOException {
    Path directory = Path.of("target", "ripsaw");
    Path first = directory.resolve("RefusalTest$Asked.again-grant-sc.repro");
    Path second = directory.resolve("RefusalTest$Asked.again-grant-sc-2.repro");
    Files.deleteIfExists(first);
    Files.deleteIfExists(second);
    assertThatThrownBy(() -> check("again").holds(Unfit.Foreign::new))
        .hasMessageContaining("block 7");
    String text = Files.readString(first);
    assertThat(text)
        .contains("machine: {cpus: 2, blocks: 4}\n", "cpu0:    c = alloc\n", " call c = alloc\n")
        .doesNotContain("alloc 8");
    assertThatThrownBy(() -> check("again").holds(Unfit.Foreign::new))
        .hasMessageContaining("block 7");
    assertThat(second).doesNotExist();
    assertThatThrownBy(() -> check("again").holds(Unfit.ForeignLater::new))
        .hasMessageContaining("block 9")
        .hasMessageContaining("again-grant-sc-2.html")
        .hasMessageContaining("-Dripsaw.replay=" + second);
    assertThat(first).hasContent(text);
    assertThat(second).content().isNotEqualTo(text);
    assertThat(directory.resolve("RefusalTest$Asked.again-grant-sc-2.html"))
        .content()
        .contains("block 9 is granted");
  }

  @Test
  void whatCannotBeWrittenLosesNoViolation() throws IOException {
    Path picture = Path.of("target", "ripsaw", "RefusalTest$Asked.unwritten-grant-sc.html");
    Files.deleteIfExists(picture.resolveSibling("RefusalTest$Asked.unwritten-grant-sc.repro"));
    Files.createDirectories(picture.resolve("in-the-way"));
    assertThatThrownBy(() -> check("unwritten").holds(Unfit.Foreign::new))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("VIOLATED under sc: grant: block 7 is granted")
        .hasMessageContaining("picture: not written (java.nio.file.")
        .hasMessageContaining("name another directory, with -Dripsaw.out=DIR");
  }

  @Test
  void aBlockThatIsNeverHadAgainIsMissed() {
    check("heap").violates(CommonProperty.EVERY_PAGE, Forgets::new);
  }

  /** It takes none back. */
  static final class Forgets extends Unfit.Counts {
    Forgets(World w) {
      super(w);
    }
  }

  @Test
  void anOperationThatGoesRoundForEverIsNamedWithItsLoop() {
    assertThatThrownBy(() -> check("ticks").holds(Unfit.TakenForEver::new))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("VIOLATED under sc: termination: cpu1 goes round for ever")
        .hasMessageContaining("from here on it repeats for ever");
  }

  @Test
  void whatIsAskedForTooLateIsNamed() {
    assertThatThrownBy(() -> check("heap").holds(Unfit.AsksLate::new))
        .hasMessageContaining("ask for all words in the constructor");
  }

  @Test
  void wordsThatNoTwoCpusMeetAtShowNothing() {
    assertThatThrownBy(() -> check("ticks").holds(Unfit.ForEachCpu::new))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("VACUOUS RefusalTest$Asked.ticks")
        .hasMessageContaining("it never came about that two cpus met at a word");
  }

  @Test
  void whatWasCutIsNoPass() {
    assertThatThrownBy(() -> check("cut").holds(Unfit.Counter::new))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("BOUNDED RefusalTest$Asked.cut: not all was seen")
        .hasMessageContaining("executions: cut at 1 of a program");
  }

  @Test
  void aFaultThatIsNotThereIsMissed() {
    assertThatThrownBy(
            () -> check("counter").violates(CommonProperty.LINEARIZABLE, Unfit.Counter::new))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("linearizable is kept in all");
    assertThatThrownBy(
            () -> check("counter").violates(CommonProperty.EVERY_PAGE, Unfit.Counter::new))
        .isInstanceOf(BadSubject.class)
        .hasMessageContaining("Unfit$Counter is not judged by every-page: name one of");
  }

  @Test
  void aModelThatThrowsIsNamed() {
    assertThatThrownBy(() -> check("gives").holds(Unfit.Counter::new))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the model ripsaw.junit.Unfit$Gives throws")
        .hasMessageContaining("let it answer whatever is asked");
  }

  @Test
  void aTestThatAsksNothingFails() {
    assertThatThrownBy(() -> check("heap").requireAsked())
        .isInstanceOf(BadSubject.class)
        .hasMessageContaining("asks nothing");
  }

  @Test
  void aSecondQuestionIsRefused() {
    Check check = check("counter");
    check.holds(Unfit.Counter::new);
    assertThat(check.summary()).startsWith("sc: EXHAUSTED").contains("additions split in two");
    assertThatThrownBy(() -> check.holds(Unfit.Counter::new))
        .isInstanceOf(BadSubject.class)
        .hasMessageContaining("a second question");
  }
}
