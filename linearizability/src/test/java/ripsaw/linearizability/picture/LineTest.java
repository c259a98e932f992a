package ripsaw.linearizability.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import ripsaw.linearizability.repro.Recording;

class LineTest {
  private static List<String> folded(Script script) {
    return Line.folded(script.clean("x/y")).stream().map(Line::caption).toList();
  }

  @Test
  void aRunOfPlainAccessesOfOneCpuIsOneLine() {
    Script script = new Script(1);
    script.call(0, "free a");
    script.reads(0, "get", "slab0.free", "0").writes(0, "set", "slab0.free", "0", "1");
    script.event(0, "lists slab0");
    assertThat(folded(script))
        .containsExactly("call free a", "… 2 plain accesses", "* lists slab0");
  }

  @Test
  void onePlainAccessAloneStaysAsItIs() {
    Script script = new Script(1).reads(0, "get", "slab0.free", "0");
    assertThat(folded(script)).containsExactly("get slab0.free = 0");
  }

  @Test
  void anAccessWithAnOrderIsNotPlain() {
    Script script = new Script(1);
    script.reads(0, "get-opaque", "slab0.free", "0").reads(0, "get-acquire", "slab0.free", "0");
    assertThat(folded(script)).hasSize(2);
  }

  @Test
  void anotherCpuEndsTheRun() {
    Script script = new Script(2);
    script.reads(0, "get", "slab0.free", "0").reads(1, "get", "slab1.free", "0");
    script.reads(0, "get", "slab0.free", "0");
    assertThat(folded(script)).hasSize(3);
  }

  @Test
  void theHandlerEndsTheRun() {
    Script script = new Script(1);
    script
        .reads(0, "get", "slab0.free", "0")
        .interrupt(0, "takes a signal")
        .reads(0, "get", "slab0.free", "0");
    assertThat(folded(script)).hasSize(3);
  }

  @Test
  void aGuiltyRowIsNeverFolded() {
    Script script = new Script(1);
    script.reads(0, "get", "slab0.free", "0").reads(0, "get", "slab0.next", "0").guilty();
    script.reads(0, "get", "slab0.free", "0").reads(0, "get", "slab0.first", "0");
    assertThat(folded(script))
        .containsExactly("get slab0.free = 0", "get slab0.next = 0", "… 2 plain accesses");
  }

  @Test
  void aWordThatTwoCpusWriteIsNeverFolded() {
    Script script = new Script(2);
    script.reads(0, "get", "cpu0.word0", "1").writes(0, "set", "cpu0.word0", "1", "2");
    script.reads(1, "get", "cpu0.word0", "2").writes(1, "set", "cpu0.word0", "2", "1");
    assertThat(folded(script)).hasSize(4);
  }

  @Test
  void bothHalvesOfARaceHaveALine() {
    Script script = new Script(2);
    script.writes(0, "set", "slab0.owner", "0", "0").writes(0, "set", "slab0.first", "0", "c0");
    script.reads(1, "get", "slab0.owner", "0").guilty();
    assertThat(folded(script))
        .containsExactly(
            "set slab0.owner: 0 -> 0", "set slab0.first: 0 -> c0", "get slab0.owner = 0");
  }

  @Test
  void aWordWrittenAtFirstAndOnlyReadFromThenOnIsFolded() {
    Script script = new Script(2);
    script.writes(0, "set", "slab0.owner", "0", "0").writes(0, "set", "slab0.first", "0", "c0");
    script.reads(1, "get", "slab0.owner", "0").reads(1, "get", "slab0.first", "c0");
    assertThat(folded(script)).containsExactly("… 2 plain accesses", "… 2 plain accesses");
  }

  @Test
  void unfoldedEveryRowIsALine() {
    Recording recording = Recordings.stranding();
    assertThat(Line.unfolded(recording)).hasSameSizeAs(recording.rows());
  }
}
