package ripsaw.linearizability.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linux.slub.SlubFamily;

/** Programs that take cpus offline, and those that no schedule could end. */
class HotplugRulesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cpu0: offline cpu1; online cpu1; offline cpu1; online cpu1 | cpu1: tidy",
        "machine: {cpus: 3} | cpu0: offline cpu1; offline cpu2; online cpu1 | cpu1: tidy",
        "before: cpu0: offline cpu1; tidy; online cpu1; cpu1: a = alloc 64 | cpu0: free a",
        "cpu0: offline cpu1; a = alloc 64; free a; online cpu1 | cpu1: tidy",
        "cpu0: free a; offline cpu1 | cpu2: a = alloc 64"
      })
  void whatCanComeToAnEndIsAProgram(String text) throws Malformed {
    Program program = ProgramText.parse(text);
    assertThat(ProgramText.parse(program.toString())).isEqualTo(program);
  }

  /** The message is one line, names what is wrong, and tells the mend. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          cpu0: offline cpu0                      # 'offline cpu0': another cpu has to do that
          cpu0: offline cpu2                      # 'offline cpu2': the machine has 2 cpus
          cpu0: offline                           # 'offline': expected OTHER
          cpu0: offline a                         # 'offline a': expected OTHER
          cpu0: online cpu1                       # 'online cpu1': it is online by then
          cpu0: offline cpu1; offline cpu1        # 'offline cpu1': it is offline by then
          before: offline cpu1; cpu1: tidy | cpu0: tidy # 'tidy': cpu1 is offline by then
          cpu0: offline cpu1 | cpu1: tidy         # 'cpu1:': it stays offline: put an 'online cpu1' on the line of another
          before: offline cpu1 | cpu1: tidy       # 'cpu1:': it stays offline: put an 'online cpu1' on the line of another
          cpu0: offline cpu2 | cpu1: offline cpu2 | cpu2: tidy # cpu0 and cpu1 take cpus offline, or back: only one may
          cpu0: offline cpu1; online cpu1 | cpu1: offline cpu0; online cpu0 # cpu0 and cpu1 take cpus offline, or back: only one may
          cpu0: offline cpu1; free a; online cpu1 | cpu1: a = alloc 64 # 'free a': it may wait for a cpu that is offline: bring all back before it
          cpu0: offline cpu1 | cpu0.t1: tidy      # 'cpu0.t1': in a program that takes cpus offline each has one thread: leave it out
          cpu0 roams: tidy; offline cpu1          # 'cpu0': in a program that takes cpus offline each has one thread: leave it out
          cpu0: offline cpu1; destroy-type        # 'destroy-type': types and cpus do not go at the same time, put one into 'before:'
          """)
  void whatCannotIsRefusedInOneLine(String text, String message) {
    assertThatThrownBy(() -> ProgramText.parse(text))
        .isInstanceOf(Malformed.class)
        .hasMessageStartingWith(message.replace("OTHER", "'a = alloc 64'"));
  }

  @Test
  void aFamilyThatKnowsNothingOfItRefusesIt() throws Malformed {
    Program program = ProgramText.parse("cpu0: offline cpu1");
    program.requireFor(new SlubFamily());
    assertThatThrownBy(() -> program.requireFor(new KfreeFamily()))
        .isInstanceOf(Malformed.class)
        .hasMessage("'offline cpu1': a slab allocator knows no cpus that go offline: leave it out");
  }
}
