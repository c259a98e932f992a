package ripsaw.linearizability.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.dragonfly.kmallocobj.KmallocObjVerb;
import ripsaw.subject.Allocator.Flag;
import ripsaw.subject.CommonVerb;

class OperationTest {
  /** What a name has stands in repros, reports and pictures. */
  @ParameterizedTest
  @ValueSource(strings = {"a\u2028b", "a\u0085", "\u001b[2J", "a.b", "1", "\u0663", "a,b"})
  void aNameIsLettersAndDigits(String name) {
    for (String text :
        new String[] {"free " + name, name + " = alloc 64", "realloc " + name + " 8"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Operation.parse(text))
          .withMessageContaining("a name is a letter, and 31 letters or digits at most, as b1");
    }
  }

  @Test
  void aNameIsNoLongerThanANameNeedsToBe() {
    assertThat(Operation.parse("free " + "a".repeat(32)).name()).hasSize(32);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Operation.parse("free " + "a".repeat(33)));
  }

  private static final String[] ALL_FORMS = {
    "a = alloc 64",
    "a = alloc 64 limited",
    "b1 = alloc 0 zero",
    "c = alloc 600 nowait",
    "a = alloc 64 limited zero nowait",
    "a = alloc 64 in-interrupt",
    "a = alloc 64 other zero in-interrupt",
    "a = alloc 64 other",
    "free a",
    "free b1 in-interrupt",
    "realloc a 100",
    "realloc a 0",
    "signals",
    "tidy",
    "new-type",
    "destroy-type",
    "new-type other",
    "destroy-type other",
    "read a",
    "hold",
    "drop",
    "tick",
    "tick-here"
  };

  @Test
  void everyFormIsWrittenAsItIsRead() {
    assertThat(ALL_FORMS).allSatisfy(text -> assertThat(Operation.parse(text)).hasToString(text));
  }

  @Test
  void everyVerbHasAForm() {
    assertThat(Stream.of(ALL_FORMS).map(text -> Operation.parse(text).verb()))
        .contains(CommonVerb.values())
        .contains(KmallocObjVerb.values());
  }

  @Test
  void everyFlagHasAWord() {
    for (Flag flag : Flag.values()) {
      Operation flagged = new Operation(CommonVerb.ALLOC, "a", 64, false, Set.of(flag));
      assertThat(Operation.parse(flagged.toString())).isEqualTo(flagged);
    }
  }

  @Test
  void whatIsReadIsWhatWasMeant() {
    assertThat(Operation.parse("a = alloc 64 limited zero"))
        .isEqualTo(new Operation(CommonVerb.ALLOC, "a", 64, true, Set.of(Flag.ZERO)));
    assertThat(Operation.parse("realloc a 100"))
        .isEqualTo(new Operation(CommonVerb.REALLOC, "a", 100, false, Set.of()));
    assertThat(Operation.parse("free a in-interrupt"))
        .isEqualTo(Operation.of(CommonVerb.FREE_IN_INTERRUPT, "a"));
  }

  @Test
  void whoHandlesAnInterruptDoesNotWait() {
    Operation handler = Operation.parse("a = alloc 64 in-interrupt");
    assertThat(handler.verb()).isEqualTo(CommonVerb.ALLOC_IN_INTERRUPT);
    assertThat(handler.flags()).containsExactly(Flag.NOWAIT);
    assertThat(handler.isAllocation()).isTrue();
    assertThat(Operation.parse("a = alloc 64 nowait in-interrupt")).isEqualTo(handler);
    assertThat(new Operation(CommonVerb.ALLOC_IN_INTERRUPT, "a", 64, false, Set.of()))
        .isEqualTo(handler);
  }

  @Test
  void aTypeIsMadeAndUsedByItsWord() {
    assertThat(Operation.parse("new-type").about()).isEqualTo(ObjectType.LIMITED);
    assertThat(Operation.parse("destroy-type other").about()).isEqualTo(ObjectType.OTHER);
    assertThat(Operation.parse("a = alloc 64 other").about()).isEqualTo(ObjectType.OTHER);
    assertThat(Operation.parse("a = alloc 64 limited").about()).isEqualTo(ObjectType.LIMITED);
    assertThat(Operation.parse("a = alloc 64").about()).isEqualTo(ObjectType.PLAIN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Operation.parse("a = alloc 64 limited other"))
        .withMessage("'limited' and 'other': leave one out");
  }

  @Test
  void spacesAndTheOrderOfFlagsDoNotMatter() {
    assertThat(Operation.parse("  a  =\talloc 64   nowait zero limited "))
        .hasToString("a = alloc 64 limited zero nowait");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a = malloc 64",
        "a alloc 64",
        "alloc 64",
        "a = alloc lots",
        "free",
        "free a b",
        "free a in-interrupt now",
        "realloc a",
        "realloc a lots",
        "signals now",
        "Signals",
        "tidy up",
        "new-type limited",
        "read",
        "read a b",
        "hold a",
        "drop a",
        "Drop",
        "tick 2"
      })
  void anUnreadableTextIsRefusedInOneLineThatNamesIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Operation.parse(text))
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1))
        .withMessageStartingWith("'" + text + "': ");
  }

  @Test
  void anUnknownFlagIsNamedWithThoseThereAre() {
    String flags =
        Stream.of(Flag.values())
            .map(flag -> "'" + flag.name().toLowerCase(Locale.ROOT) + "'")
            .collect(Collectors.joining(", "));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Operation.parse("a = alloc 64 fast"))
        .withMessage("'fast': expected 'limited', 'other', " + flags + " or 'in-interrupt'");
  }
}
