package ripsaw.linearizability.repro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.linearizability.explore.Df9daea;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.machine.order.MemoryModel;

class ReproTest {
  private static final String TEXT =
      """
      ripsaw repro 1
      subject: dragonfly/df9daea
      memory:  tso
      machine: {cpus: 2, chunks-per-slab: 2, pages: 4, cached-slabs: 0}
      before:  cpu0: a = alloc 64
      cpu0:    b = alloc 64
      cpu1:    free a
      expect:  VIOLATED no-stranding
      schedule:
        cpu1 5           get-acquire slab0.signal
        cpu0-buffer 1    flush slab0.signal
      """;

  @Test
  void aReproIsWrittenAsItIsRead() throws Malformed {
    Repro repro = Repro.parse(TEXT);
    assertThat(repro.text()).isEqualTo(TEXT);
    assertThat(Repro.parse(repro.text())).isEqualTo(repro);
    assertThat(repro.subject()).isEqualTo("dragonfly/df9daea");
    assertThat(repro.memory()).isEqualTo(MemoryModel.TSO);
    assertThat(repro.expected()).contains(KfreeProperty.NO_STRANDING);
    assertThat(repro.schedule().orElseThrow().turns()).hasSize(2);
    assertThat(repro.program().operations()).isEqualTo(2);
  }

  @Test
  void itsMachineIsWrittenAsItIsRead() throws Malformed {
    String text = TEXT.replace("cached-slabs: 0}", "cached-slabs: 0, slab-pages: 2, signals: 1}");
    Repro repro = Repro.parse(text);
    assertThat(repro.text()).isEqualTo(text);
    assertThat(repro.program().shape().slabPages()).isEqualTo(2);
    assertThat(repro.program().shape().signals()).isEqualTo(1);
  }

  @Test
  void whatIsFoundIsWrittenAsItIsRead() throws Malformed {
    Repro repro = Df9daea.repro();
    assertThat(Repro.parse(repro.text())).isEqualTo(repro);
  }

  @Test
  void aCleanExecutionIsAReproToo() throws Malformed {
    Repro repro = Repro.parse(TEXT.replace("VIOLATED no-stranding", "HOLDS"));
    assertThat(repro.expected()).isEmpty();
    assertThat(repro.schedule()).isPresent();
    assertThat(Repro.parse(repro.text())).isEqualTo(repro);
  }

  @Test
  void withoutScheduleItIsAProgramToExplore() throws Malformed {
    Repro repro = Repro.parse("subject: dragonfly/reference\ncpu0: a = alloc 64\ncpu1: free a\n");
    assertThat(repro.memory()).isEqualTo(MemoryModel.SC);
    assertThat(repro.expected()).isEmpty();
    assertThat(repro.schedule()).isEqualTo(Optional.empty());
    assertThat(repro.text()).startsWith("subject: dragonfly/reference\nmemory:  sc\nmachine: {");
    assertThat(Repro.parse(repro.text())).isEqualTo(repro);
  }

  @Test
  void commentsEmptyLinesAndTheLineEndsOfAnotherSystemDoNotMatter() throws Malformed {
    Repro repro = Repro.parse(TEXT);
    assertThat(Repro.parse(TEXT.replace("\n", "\r\n"))).isEqualTo(repro);
    assertThat(Repro.parse(TEXT.replace("subject", "\n# found at night\n\nsubject")))
        .isEqualTo(repro);
    assertThat(Repro.parse(TEXT.stripTrailing())).isEqualTo(repro);
  }

  /** One line of the text is replaced, by its number. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1  | ripsaw repro 2 | line 1: format '2' is not known: this build reads 'ripsaw repro 1'
          2  | subject dragonfly | line 2: 'subject dragonfly': expected a key and a colon, as 'subject: dragonfly/reference'
          3  | subject: other | line 3: a second 'subject:': leave one out
          5  | memory: tso | line 5: a second 'memory:': leave one out
          7  | expect: HOLDS | line 8: a second 'expect:': leave one out
          10 | schedule: | line 10: a second 'schedule:': leave one out
          4  | machine: {cpus: 2, pages: 4, cpus: 2} | line 4: a second 'cpus': leave one out
          3  | # nothing | no memory model: add a line such as 'memory: sc'
          3  | memory: arm | line 3: 'arm': expected sc, tso or ra
          3  | ripsaw repro 1 | line 3: 'ripsaw repro …' is for the first line
          4  | machine: {cpus: two} | line 4: 'cpus: two': expected a setting, as pages: 4
          5  | after: cpu0: tidy | line 5: 'after': expected subject, memory, machine, before, cpu0 …, expect or schedule
          6  | cpu0: b = malloc 64 | line 6: 'b = malloc 64': expected 'a = alloc 64', 'free a', 'realloc a 64', 'signals', 'tidy', 'offline cpu1', 'online cpu1', 'read a', 'hold', 'drop', 'tick', 'tick-here', 'shrink', 'debug-on', 'debug-off', 'show', 'node-0', 'node-1', 'any-node', 'late-node', 'node-comes', 'free-again', 'free-foreign', 'invalidate', 'drain', 'keep-one', 'kernel-get', 'pserialize', 'look-up a', 'fixed', 'aligned', 'populate', 'drain-all', 'free-as-less', 'free-as-other', 'free-large-as-less', 'write-past-end', 'write-after-free' or 'ask-in-interrupt'
          8  | expect: FAILS | line 8: 'FAILS': expected HOLDS, or VIOLATED and a property
          8  | expect: VIOLATED physics | line 8: 'physics' is no property: 'ripsaw properties' lists them
          8  | # nothing | no expectation: add a line such as 'expect: VIOLATED no-stranding'
          2  | # nothing | no subject: add a line such as 'subject: dragonfly/reference'
          1  | # nothing | line 1: a repro begins with 'ripsaw repro 1': add that line
          10 | '  cpu1 0  set x' | line 10: 'cpu1 0  set x': a turn has at least one step
          11 | '  cpu2 1  set x' | line 11: cpu2: the machine has 2 cpus
          11 | '  flush' | line 11: 'flush': expected a turn, as 'cpu0 12  set slab0.free'
          """)
  void aMalformedLineIsRefusedByItsNumber(int number, String line, String message) {
    String[] lines = TEXT.split("\n");
    lines[number - 1] = line;
    assertThatThrownBy(() -> Repro.parse(String.join("\n", lines)))
        .isInstanceOf(Malformed.class)
        .hasMessage(message);
  }

  private static final String LIVELOCK =
      TEXT.replace("no-stranding", "termination") + "repeats: 1 turn\n";

  @Test
  void aLoopIsWrittenAsItIsRead() throws Malformed {
    Repro repro = Repro.parse(LIVELOCK);
    assertThat(repro.schedule().orElseThrow().repeated()).isEqualTo(1);
    assertThat(repro.text()).isEqualTo(LIVELOCK);
    assertThat(Repro.parse(LIVELOCK.replace("1 turn", "2 turns")).text()).contains("2 turns");
    assertThat(Repro.parse(TEXT).schedule().orElseThrow().repeated()).isZero();
  }

  /** The last line is replaced. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          repeats: for ever | line 12: 'for ever': expected how many of the last turns repeat, as 'repeats: 2 turns'
          repeats: 0 turns  | line 12: '0 turns': expected how many of the last turns repeat, as 'repeats: 2 turns'
          repeats: 2        | line 12: '2': expected how many of the last turns repeat, as 'repeats: 2 turns'
          repeats: 3 turns  | line 12: the schedule has 2 turns, of which 3 cannot repeat
          """)
  void aLoopThatIsNoneIsRefused(String line, String message) {
    assertThatThrownBy(() -> Repro.parse(LIVELOCK.replace("repeats: 1 turn", line)))
        .isInstanceOf(Malformed.class)
        .hasMessage(message);
  }

  @Test
  void aLoopStandsOnceBehindTheScheduleOfATermination() {
    assertThatThrownBy(() -> Repro.parse(TEXT + "repeats: 1 turn\n"))
        .isInstanceOf(Malformed.class)
        .hasMessage("line 12: what repeats for ever has 'expect: VIOLATED termination'");
    assertThatThrownBy(() -> Repro.parse(LIVELOCK + "repeats: 1 turn\n"))
        .isInstanceOf(Malformed.class)
        .hasMessage("line 13: 'repeats:' stands once, behind the schedule: leave this one out");
    assertThatThrownBy(
            () -> Repro.parse(LIVELOCK.replace("memory:  tso", "repeats: 1 turn\nmemory:  tso")))
        .isInstanceOf(Malformed.class)
        .hasMessage("line 3: 'repeats:' stands once, behind the schedule: leave this one out");
  }

  @Test
  void aProgramWithASlipIsRefused() {
    assertThatThrownBy(() -> Repro.parse(TEXT.replace("free a", "free z")))
        .isInstanceOf(Malformed.class)
        .hasMessage("'free z': nothing is called z");
    assertThatThrownBy(() -> Repro.parse(TEXT.substring(0, TEXT.indexOf("schedule:"))))
        .isInstanceOf(Malformed.class)
        .hasMessage("no schedule: add 'schedule:' and its turns, or explore the program");
  }
}
