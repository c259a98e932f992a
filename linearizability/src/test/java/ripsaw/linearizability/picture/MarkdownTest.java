package ripsaw.linearizability.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTest {
  @Test
  void theHeadlineSaysWhichPropertyAndWhatHappened() {
    assertThat(Markdown.text(Recordings.stranding()))
        .startsWith(
            """
            # VIOLATED no-stranding in dragonfly/df9daea

            **The property:** No off-list slab holds remote chunks while no free, signal or pin on it is outstanding.

            **What happened:** nobody will ever drain slab 0xa00 of cpu0 (0 of 2 free,\
             0 local, 1 remote, 0 unused, off-list, marked)

            Memory model: sc. The program:

                machine: {cpus: 2, chunks-per-slab: 2, pages: 4, cached-slabs: 0}
                cpu0: a = alloc 64
            """);
    assertThat(Markdown.text(Recordings.empty())).startsWith("# dragonfly/reference is clean\n");
  }

  @Test
  void theDiagramHasTheCpusTheirAccessesAndTheViolation() {
    assertThat(Markdown.text(Recordings.stranding()))
        .contains(
            """
            ```mermaid
            sequenceDiagram
              participant cpu0
              participant cpu1
              Note over cpu0: call a = alloc 64
              Note over cpu0: … 5 plain accesses
            """)
        .contains(
            """
              Note over cpu1: cas slab0.remote: 0 → slab0.c0
              Note over cpu0,cpu1: VIOLATED in row 29
            ```
            """);
  }

  @Test
  void aSignalIsAMessageThatSaysWhatBecameOfIt() {
    assertThat(Markdown.text(Recordings.bustle()))
        .contains("  cpu2-)cpu0: signal about slab0 (taken in row 10)\n")
        .contains("  cpu1-)cpu0: signal about slab0 (still pending)\n")
        .contains("  Note over cpu0: (in the handler) #42; drains slab0\n");
  }

  @Test
  void aLoopIsALoop() {
    assertThat(Markdown.text(Recordings.livelock()))
        .contains(
            """
              loop from here on it repeats for ever
              Note over cpu0: … 2 plain accesses
              Note over cpu0: swap word1: 1 → 1
              Note over cpu1: swap word0: 1 → 1
              Note over cpu0,cpu1: VIOLATED in row 10
              end
            ```
            """)
        .contains("\n| 7 from here on it repeats for ever | get word8 = 0 | |\n");
    assertThat(Markdown.text(Recordings.stranding())).doesNotContain("loop", "  end\n");
  }

  @Test
  void theTableHasEveryRow() {
    assertThat(Markdown.text(Recordings.stranding()))
        .contains("| row | cpu0 | cpu1 |\n|--:|---|---|\n| 1 | call a = alloc 64 | |\n")
        .contains("| 4 | set slab0.capacity: 0 → 2 | |\n")
        .endsWith("| **29 VIOLATED** | | cas slab0.remote: 0 → slab0.c0 |\n");
  }

  @Test
  void aTextOfAUserIsNeitherMarkupNorDiagram() {
    String hostile = "<script> | `x` **y** [z](u) \"'--> # ; %% {\n```\n";
    String text = Markdown.text(Recordings.named(hostile));
    assertThat(text)
        .contains(
            "| 1 | call &#60;script&#62; &#124; &#96;x&#96; &#42;&#42;y&#42;&#42; &#91;z&#93;(u)"
                + " &#34;&#39;--&#62; &#35; &#59; &#37;&#37; &#123;&#92;u000a")
        .contains("  Note over cpu0: call #60;script#62; #124; #96;x#96;");
    // Indented: a block of code, which ends with its last line and with nothing in it.
    assertThat(text.lines().filter(line -> line.contains("<script>")))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("    "));
    assertThat(text.lines().filter(line -> line.startsWith("```")))
        .containsExactly("```mermaid", "```");
  }

  @Test
  void theSameRecordingGivesTheSameText() {
    assertThat(Markdown.text(Recordings.bustle())).isEqualTo(Markdown.text(Recordings.bustle()));
  }
}
