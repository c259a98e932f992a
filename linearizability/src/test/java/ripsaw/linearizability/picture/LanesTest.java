package ripsaw.linearizability.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LanesTest {
  @Test
  void aLostSignalReadsFromTopToBottom() {
    assertThat(Lanes.text(Recordings.stranding()))
        .isEqualTo(
"""
subject: dragonfly/df9daea
memory:  sc
program:
  machine: {cpus: 2, chunks-per-slab: 2, pages: 4, cached-slabs: 0}
  cpu0: a = alloc 64
  cpu0: b = alloc 64
  cpu1: free a

    row  cpu0                              | cpu1
         --------------------------------- | -------------------------------
      1  call a = alloc 64                 |
      2  … 5 plain accesses                |
      7  * creates slab0                   |
      8  * lists slab0                     |
      9  set-release pagetable[0]: 0 -> -1 |
     10  a = alloc 64 returned             |
     11  call b = alloc 64                 |
     12                                    | call free a
     13                                    | get-acquire pagetable[0] = -1
     14                                    | get slab0.owner = 0
     15                                    | get-acquire slab0.signal = 0
     16  … 2 plain accesses                |
     18  get-volatile slab0.remote = 0     |
     19  swap slab0.signal: 0 -> 1         |
     20  get-volatile slab0.remote = 0     |
     21  * parks slab0                     |
     22  … 4 plain accesses                |
     26  b = alloc 64 returned             |
     27                                    | get-opaque slab0.remote = 0
     28                                    | set slab0.c0: 89837 -> 0
>>   29                                    | cas slab0.remote: 0 -> slab0.c0
>>       violated here: No off-list slab holds remote chunks while no free, signal or pin on it is outstanding.

VIOLATED no-stranding: nobody will ever drain slab 0xa00 of cpu0 (0 of 2 free, 0 local, 1 remote, 0 unused, off-list, marked)
No off-list slab holds remote chunks while no free, signal or pin on it is outstanding.
How: cpu1 saw slab0.signal = 0 in row 15; cpu0 made it 1 in row 19; and cpu1 went on with what it had seen, to cas slab0.remote in
row 29.
""");
  }

  @Test
  void aLoopIsDrawnOnceAndMarked() {
    assertThat(Lanes.text(Recordings.livelock()))
        .contains(
            """
                  4                       | swap word1: 0 -> 1
                  5  … 2 plain accesses   |
                     -- from here on it repeats for ever:
                  7  … 2 plain accesses   |
                  9  swap word1: 1 -> 1   |
            >>   10                       | swap word0: 1 -> 1
            """);
  }

  @Test
  void withAllEveryRowHasALine() {
    assertThat(Lanes.text(Recordings.stranding(), true))
        .contains("   4  set slab0.capacity: 0 -> 2")
        .doesNotContain("plain accesses");
  }

  @Test
  void whatAHandlerDoesIsIndentedBehindAMark() {
    assertThat(Lanes.text(Recordings.bustle()))
        .contains(
            "   10    ! takes a signal from cpu2 about ",
            "   13    ! * drains slab0 ",
            "   14    ! handler returned ");
  }

  @Test
  void aCleanExecutionEndsWithThatWord() {
    assertThat(Lanes.text(Recordings.bustle())).endsWith("\n\nclean\n");
    assertThat(Lanes.text(Recordings.empty())).endsWith("\n\nclean\n");
  }

  @Test
  void aRowTooLongForItsLaneGoesOnInTheNextLine() {
    String longest = "free " + "a".repeat(200);
    String text = Lanes.text(new Script(3).call(2, longest).clean("x/y"));
    assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(133));
    assertThat(text.replaceAll("[^a]", "")).contains("a".repeat(200));
  }

  @Test
  void noCharacterOfAUserReachesTheTerminalAsACommand() {
    String text = Lanes.text(Recordings.named("free \u001b[2J\r\n\u202e"));
    assertThat(text).contains("call free \\u001b[2J\\u000d\\u000a\\u202e");
    assertThat(text).doesNotContain("\u001b", "\r", "\u202e");
  }

  @Test
  void theSameRecordingGivesTheSameText() {
    assertThat(Lanes.text(Recordings.bustle())).isEqualTo(Lanes.text(Recordings.bustle()));
  }
}
