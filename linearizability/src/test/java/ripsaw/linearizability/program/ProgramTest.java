package ripsaw.linearizability.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kmallocobj.KmallocObjFamily;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.linux.slub.SlubFamily;
import ripsaw.machine.Shape;
import ripsaw.subject.Catalogue;
import ripsaw.subject.Family;

class ProgramTest {
  private static final String DF9DAEA =
      "before: cpu0: a = alloc 64 | cpu0: b = alloc 64 | cpu1: free a";

  @Test
  void aProgramIsReadAsItWasMeant() throws Malformed {
    Program program =
        ProgramText.parse(
            "machine: {cpus: 3, chunks-per-slab: 4, pages: 8, cached-slabs: 1}"
                + " | before: a = alloc 64; cpu1: b = alloc 100 zero; free b"
                + " | cpu0: c = alloc 600; free c | cpu2: free a in-interrupt");
    assertThat(program.shape()).isEqualTo(Shape.small(3, 4, 8).withCachedSlabs(1));
    assertThat(program.before())
        .containsExactly(
            new Program.Step(0, Operation.parse("a = alloc 64")),
            new Program.Step(1, Operation.parse("b = alloc 100 zero")),
            new Program.Step(1, Operation.parse("free b")));
    assertThat(program.cpus()).hasSize(3);
    assertThat(program.cpus().get(0)).hasSize(2);
    assertThat(program.cpus().get(1)).isEmpty();
    assertThat(program.cpus().get(2)).hasToString("[free a in-interrupt]");
    assertThat(program.operations()).isEqualTo(3);
  }

  @Test
  void aMachineSaysWhatIsNotAsOnAnySmallOne() throws Malformed {
    String machine =
        "machine: {cpus: 2, chunks-per-slab: 3, pages: 8, cached-slabs: 2, slab-pages: 4,"
            + " signals: 2, page-bytes: 256}";
    Program program = ProgramText.parse(machine + " | cpu0: tidy");
    assertThat(program.shape())
        .isEqualTo(
            Shape.small(2, 3, 8)
                .withCachedSlabs(2)
                .withSlabPages(4)
                .withSignals(2)
                .withPageBytes(256));
    assertThat(program).hasToString(machine + " | cpu0: tidy");
    String nodes = machine.replace("}", ", nodes: 2}") + " | cpu0: tidy";
    assertThat(ProgramText.parse(nodes)).hasToString(nodes);
    assertThat(ProgramText.parse(nodes).shape()).isEqualTo(program.shape().withNodes(2));
    assertThat(
            ProgramText.parse(
                    "machine: {slab-pages: 1, signals: 16, page-bytes: 512, nodes: 1} | cpu0: tidy")
                .lines())
        .startsWith("machine: {cpus: 2, chunks-per-slab: 2, pages: 4, cached-slabs: 0}");
  }

  @Test
  void itIsWrittenInLinesAndInOne() throws Malformed {
    Program program = ProgramText.parse(DF9DAEA);
    assertThat(program.lines())
        .containsExactly(
            "machine: {cpus: 2, chunks-per-slab: 2, pages: 4, cached-slabs: 0}",
            "before:  cpu0: a = alloc 64",
            "cpu0:    b = alloc 64",
            "cpu1:    free a");
    assertThat(program)
        .hasToString(
            "machine: {cpus: 2, chunks-per-slab: 2, pages: 4, cached-slabs: 0}"
                + " | before: cpu0: a = alloc 64 | cpu0: b = alloc 64 | cpu1: free a");
  }

  @Test
  void aCpuMayHaveThreadsAndADeviceWhichAreWrittenAsTheyAreRead() throws Malformed {
    Program program =
        ProgramText.parse(
            "cpu1: free a | cpu0.irq: b = alloc 64; free b | cpu0.t1 roams: c = alloc 64"
                + " | cpu0: a = alloc 64 | cpu1.t2: free c");
    assertThat(program.lines())
        .containsExactly(
            "machine: {cpus: 2, chunks-per-slab: 2, pages: 4, cached-slabs: 0}",
            "cpu0:    a = alloc 64",
            "cpu0.t1 roams: c = alloc 64",
            "cpu0.irq: b = alloc 64; free b",
            "cpu1:    free a",
            "cpu1.t2: free c");
    assertThat(program.lineNames())
        .containsExactly("cpu0", "cpu0.t1", "cpu0.irq", "cpu1", "cpu1.t2");
    assertThat(program.operations()).isEqualTo(6);
    assertThat(program.hasTasks()).isTrue();
    assertThat(ProgramText.parse(String.join("\n", program.lines()))).isEqualTo(program);
    assertThat(ProgramText.parse(program.toString())).isEqualTo(program);
  }

  @Test
  void aFirstThreadMayRoam() throws Malformed {
    Program program = ProgramText.parse("cpu0 roams: a = alloc 64 | cpu1: free a");
    assertThat(program.all().get(0).roams()).isTrue();
    assertThat(program.cpus().get(0)).isEmpty();
    assertThat(ProgramText.parse(program.toString())).isEqualTo(program);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "cpu0.t8: tidy; at most 8 threads of a cpu",
        "cpu0.t0: tidy | cpu0: tidy; a second 'cpu0:'",
        "cpu0.t1: tidy | cpu0.t1 roams: tidy; a second 'cpu0.t1:'",
        "cpu0.t1: ; it does nothing",
        "cpu0.irq: tidy; cpu0.irq can allocate and free",
        "cpu0.irq roams: a = alloc 64; an interrupt does not",
        "cpu0.x: tidy; expected 'before: …', 'cpu0: …' or 'machine: …'",
        "cpu9.t1: tidy; at most 8 cpus",
        "before: a = alloc 64 | cpu0: free a | cpu0.t1: free a; cpu0 uses a as well",
        "cpu0.irq: free b | cpu0: free a | cpu0.t1: a = alloc 64; nothing is called b"
      })
  void aThreadOrADeviceThatMeansNothingIsRefused(String text, String message) {
    assertThatThrownBy(() -> ProgramText.parse(text))
        .isInstanceOf(Malformed.class)
        .hasMessageContaining(message);
  }

  @Test
  void aDeviceWaitsForAllItsNamesAtOnce() throws Malformed {
    ProgramText.parse("cpu0: a = alloc 64 | cpu0.irq: b = alloc 64; free a | cpu1: free b");
    assertThatThrownBy(
            () -> ProgramText.parse("cpu0.irq: b = alloc 64; free a | cpu1: free b; a = alloc 64"))
        .isInstanceOf(Malformed.class)
        .hasMessageContaining("cpu0.irq waits for a")
        .hasMessageContaining("cpu1, which is to allocate it, for b");
  }

  @Test
  void whatADeviceDoesItDoesInAnInterrupt() throws Malformed {
    Program program = ProgramText.parse("cpu0.irq: b = alloc 64; free b");
    Task device = program.tasks().getFirst();
    assertThat(device.operation(0)).isEqualTo(Operation.parse("b = alloc 64 in-interrupt"));
    assertThat(device.operation(1)).isEqualTo(Operation.parse("free b in-interrupt"));
  }

  static List<Suite> suite() {
    return families().stream().flatMap(family -> Suite.of(family).stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("suite")
  void whatIsWrittenIsReadAgain(Suite one) throws Malformed {
    assertThat(ProgramText.parse(one.program().toString())).isEqualTo(one.program());
  }

  @Test
  void aMachineThatIsNotGivenFits() throws Malformed {
    Program program =
        ProgramText.parse("cpu0: a = alloc 64; b = alloc 600; c = alloc 64 | cpu3: free a");
    assertThat(program.shape().cpus()).isEqualTo(4);
    assertThat(program.shape().chunksPerSlab()).isEqualTo(2);
    assertThat(program.shape().pages()).as("one for each chunk, two for the block").isEqualTo(5);
  }

  /** The message is one line, names what is wrong, and tells the mend. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          free a                                  # 'free a': expected 'before: …', 'cpu0: …' or 'machine: …'
          cpuX: signals                           # 'cpuX: signals': expected 'before: …', 'cpu0: …' or 'machine: …'
          cpu0: a = malloc 64                     # 'a = malloc 64': expected 'a = alloc 64', 'free a', 'realloc a 64', 'signals', 'tidy', 'offline cpu1', 'online cpu1', 'read a', 'hold', 'drop', 'tick', 'tick-here', 'shrink', 'debug-on', 'debug-off', 'show', 'node-0', 'node-1', 'any-node', 'late-node', 'node-comes', 'free-again', 'free-foreign', 'invalidate', 'drain', 'keep-one', 'kernel-get', 'pserialize', 'look-up a', 'fixed', 'aligned', 'populate', 'drain-all', 'free-as-less', 'free-as-other', 'free-large-as-less', 'write-past-end', 'write-after-free' or 'ask-in-interrupt'
          cpu0: a = alloc 64 fast                 # 'fast': expected 'limited', 'other', 'zero', 'nowait' or 'in-interrupt'
          cpu0: a = alloc lots                    # 'a = alloc lots': the size is not a number of bytes
          cpu0: free a                            # 'free a': nothing is called a
          before: free a | cpu0: signals          # 'free a': nothing before it is called a
          cpu0: a = alloc 8 | cpu1: a = alloc 8   # 'a = alloc 8': the name is taken, use another
          cpu0: a = alloc 8; free a; free a       # 'free a': a is freed already
          cpu0: a = alloc 8; free a | cpu1: free a # 'free a': cpu0 uses a as well, only one cpu may
          cpu0: new-type                          # 'new-type': only beforehand, put it into 'before:'
          cpu0: a = alloc 8 limited; destroy-type # 'destroy-type': the type is in use, free all of it in 'before:' and destroy it once
          cpu0: destroy-type | cpu1: a = alloc 8 limited # 'destroy-type': the type is in use, free all of it in 'before:' and destroy it once
          cpu0: destroy-type | cpu1: destroy-type # 'destroy-type': the type is in use, free all of it in 'before:' and destroy it once
          before: a = alloc 8 limited | cpu0: destroy-type # 'destroy-type': the type is in use, free all of it in 'before:' and destroy it once
          before: a = alloc 8 limited; destroy-type | cpu0: tidy # 'destroy-type': a is still out, free it first
          before: destroy-type | cpu0: destroy-type # 'destroy-type': the type is destroyed, put a 'new-type' before it
          before: destroy-type | cpu0: a = alloc 8 limited # 'a = alloc 8 limited': the type is destroyed, put a 'new-type' before it
          before: destroy-type; a = alloc 8 limited | cpu0: tidy # 'a = alloc 8 limited': the type is destroyed, put a 'new-type' before it
          cpu0: a = alloc 8 other                 # 'a = alloc 8 other': there is no such type, put a 'new-type other' before it
          cpu0: destroy-type other                # 'destroy-type other': there is no such type, put a 'new-type other' before it
          before: new-type other; new-type other | cpu0: tidy # 'new-type other': there is one, put a 'destroy-type other' before it
          before: new-type other; a = alloc 8 other; destroy-type other | cpu0: tidy # 'destroy-type other': a is still out, free it first
          before: new-type other; destroy-type other | cpu0: a = alloc 8 other # 'a = alloc 8 other': there is no such type, put a 'new-type other' before it
          before: new-type other; a = alloc 8 other | cpu0: free a; destroy-type other # 'destroy-type other': the type is in use, free all of it in 'before:' and destroy it once
          before: new-type other | cpu0: destroy-type other | cpu1: a = alloc 8 other # 'destroy-type other': the type is in use, free all of it in 'before:' and destroy it once
          cpu0: new-type other                    # 'new-type other': only beforehand, put it into 'before:'
          cpu0: a = alloc 8 limited other         # 'limited' and 'other': leave one out
          cpu0: free b; a = alloc 64 | cpu1: free a; b = alloc 64 # 'free b': cpu0 waits for b, and cpu1, which is to allocate it, for a: change the order
          cpu0: free a; a = alloc 64              # 'free a': cpu0 allocates a only after it: put it behind
          cpu0: free a | cpu1: free b; a = alloc 8 | cpu2: free c; b = alloc 8 | cpu3: free b2; c = alloc 8; b2 = alloc 8 # 'free b2': cpu3 allocates b2 only after it: put it behind
          cpu0: read c; a = alloc 8 | cpu1: free a; b = alloc 8 | cpu2: free b; c = alloc 8 # 'read c': cpu0 waits for c, and cpu2, which is to allocate it, for b: change the order
          cpu0: drop                              # 'drop': cpu0 has no hold to drop, put a 'hold' before it
          cpu0: hold; drop; drop                  # 'drop': cpu0 has no hold to drop, put a 'hold' before it
          cpu0: hold | cpu1: drop                 # 'drop': cpu1 has no hold to drop, put a 'hold' before it
          before: hold; cpu1: drop | cpu0: tidy   # 'drop': cpu1 has no hold to drop, put a 'hold' before it
          cpu0: read a                            # 'read a': nothing is called a
          before: read a | cpu0: tidy             # 'read a': nothing before it is called a
          before: a = alloc 8 | cpu0: free a | cpu1: free a; read a # 'free a': cpu0 uses a as well, only one cpu may
          cpu9: signals                           # 'cpu9': at most 8 cpus, cpu0 to cpu7
          before: cpu9: tidy | cpu0: signals      # 'cpu9': at most 8 cpus, cpu0 to cpu7
          before: cpux: tidy | cpu0: signals      # 'cpux': expected a cpu, as cpu0
          cpu0: signals | cpu0: tidy              # a second 'cpu0:': put all its operations into one line
          before: tidy                            # no cpu does anything: add a line such as 'cpu0: a = alloc 64'
          machine: {cpus: 2} | machine: {cpus: 2} | cpu0: tidy # a second 'machine:': leave one out
          machine: cpus 2 | cpu0: tidy            # 'cpus 2': expected 'machine: {cpus: 2, chunks-per-slab: 2, pages: 4}'
          machine: {cpus=2} | cpu0: tidy          # 'cpus=2': expected a setting, as pages: 4
          machine: {bits: 2} | cpu0: tidy         # 'bits': expected cpus, chunks-per-slab, pages, cached-slabs, slab-pages, signals, page-bytes or nodes
          machine: {cpus: 9} | cpu0: tidy         # too large to explore: at most 8 cpus and 256 pages of 4096 bytes
          machine: {pages: 0} | cpu0: tidy        # a machine needs at least one page, not 0: change it in 'machine:'
          machine: {slab-pages: 3} | cpu0: tidy   # slab pages must be a power of two, not 3: change it in 'machine:'
          machine: {slab-pages: 8} | cpu0: tidy   # a machine of 4 pages has no room for a slab of 8: change it in 'machine:'
          machine: {signals: 0} | cpu0: tidy      # signals must be 1 to 64, not 0: change it in 'machine:'
          machine: {signals: few} | cpu0: tidy    # 'signals: few': expected a setting, as pages: 4
          machine: {page-bytes: 500} | cpu0: tidy # page size must be a power of two >= 64: change it in 'machine:'
          machine: {page-bytes: 8192} | cpu0: tidy # too large to explore: at most 8 cpus and 256 pages of 4096 bytes
          machine: {nodes: 3} | cpu0: tidy        # nodes must be 1 to the number of cpus, with room for a slab on each, not 3: change it in 'machine:'
          machine: {cpus: 2} | cpu2: tidy         # cpu2: the machine has 2 cpus
          machine: {cpus: 2} | before: cpu2: tidy | cpu0: tidy # cpu2: the machine has 2 cpus
          """)
  void aMalformedProgramIsRefusedInOneLine(String program, String message) {
    assertThatThrownBy(() -> ProgramText.parse(program))
        .isInstanceOf(Malformed.class)
        .hasMessage(message);
  }

  /** Each line has its bound, but there is no bound on lines. */
  @Test
  void whatIsDoneBeforehandIsBoundedInAllLinesTogether() throws Malformed {
    String line = "before: " + "tidy; ".repeat(32) + " | ";
    assertThat(ProgramText.parse(line.repeat(8) + "cpu0: tidy").before()).hasSize(256);
    assertThatThrownBy(() -> ProgramText.parse(line.repeat(4000) + "cpu0: tidy"))
        .hasMessage("more than 256 operations beforehand: leave some out");
  }

  @Test
  void aMachineThatIsNotDescribedHasNoMorePagesThanOneThatIs() throws Malformed {
    StringBuilder program = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      program.append("cpu").append(i).append(": ");
      for (int name = 0; name < 32; name++) {
        program.append(Operation.name(i * 32 + name)).append(" = alloc 32768; ");
      }
      program.append("| ");
    }
    assertThat(ProgramText.parse(program.toString()).shape().pages()).isEqualTo(256);
  }

  @Test
  void readsHoldsAndTheClockMayStandAnywhere() throws Malformed {
    for (String text :
        List.of(
            "before: a = alloc 64 | cpu0: free a | cpu1: read a | cpu2: read a",
            "before: a = alloc 64; free a | cpu0: read a",
            "before: hold | cpu0: hold; drop; drop",
            "cpu0: hold; tick | cpu1: tick",
            "before: a = alloc 64 limited; free a | cpu0: destroy-type | cpu1: tidy",
            "before: new-type other | cpu0: destroy-type other; a = alloc 8 | cpu1: destroy-type",
            "before: new-type other; destroy-type other; new-type other | cpu0: a = alloc 8 other",
            "before: a = alloc 64 in-interrupt | cpu0: free a | cpu1: b = alloc 8 in-interrupt")) {
      assertThat(ProgramText.parse(text).toString()).endsWith(text.replace("e: ", "e: cpu0: "));
    }
  }

  @Test
  void threadsAndDevicesAreForFamiliesThatCanTellThemApart() throws Malformed {
    for (String line : List.of("cpu0.t1: a = alloc 64", "cpu0.irq: a = alloc 64")) {
      Program program = ProgramText.parse("cpu0: b = alloc 64 | " + line);
      program.requireFor(new SlubFamily());
      String name = line.substring(0, line.indexOf(':'));
      assertThatThrownBy(() -> program.requireFor(new KfreeFamily()))
          .isInstanceOf(Malformed.class)
          .hasMessage(
              "'%s': what a slab allocator does is followed one thread a cpu: leave this one out"
                  .formatted(name));
    }
  }

  @Test
  void anObjectAllocatorHasObjectsOfOneSizeAndResizesNone() throws Malformed {
    Program fits = ProgramText.parse("cpu0: a = alloc 64; b = alloc 128 limited");
    fits.requireFor(new KmallocObjFamily());
    Program large = ProgramText.parse("cpu0: a = alloc 65");
    large.requireFor(new KfreeFamily());
    assertThatThrownBy(() -> large.requireFor(new KmallocObjFamily()))
        .isInstanceOf(Malformed.class)
        .hasMessage("'a = alloc 65': the objects of this type have 64 bytes, ask for no more");
    assertThatThrownBy(
            () ->
                ProgramText.parse("before: a = alloc 129 limited | cpu0: tidy")
                    .requireFor(new KmallocObjFamily()))
        .isInstanceOf(Malformed.class)
        .hasMessage(
            "'a = alloc 129 limited': the objects of this type have 128 bytes, ask for no more");
    assertThatThrownBy(
            () ->
                ProgramText.parse("before: new-type other | cpu0: a = alloc 130 other")
                    .requireFor(new KmallocObjFamily()))
        .isInstanceOf(Malformed.class)
        .hasMessage(
            "'a = alloc 130 other': the objects of this type have 129 bytes, ask for no more");
    assertThatThrownBy(
            () ->
                ProgramText.parse("cpu0: a = alloc 64 in-interrupt")
                    .requireFor(new KmallocObjFamily()))
        .isInstanceOf(Malformed.class)
        .hasMessage(
            "'a = alloc 64 in-interrupt': an object allocator has no alloc in an interrupt");
    Program resized = ProgramText.parse("cpu0: a = alloc 64; realloc a 32");
    resized.requireFor(new KfreeFamily());
    assertThatThrownBy(() -> resized.requireFor(new KmallocObjFamily()))
        .isInstanceOf(Malformed.class)
        .hasMessage("'realloc a 32': an object allocator has no realloc");
  }

  static List<Family> families() {
    return Catalogue.load().families();
  }

  @ParameterizedTest
  @MethodSource("families")
  void theProgramsOfAFamilyHaveNamesOfTheirOwnAndFit(Family family) throws Malformed {
    assertThat(Suite.of(family)).extracting(Suite::name).doesNotHaveDuplicates();
    assertThat(Suite.of(family)).extracting(Suite::program).doesNotHaveDuplicates();
    for (Suite one : Suite.of(family)) {
      one.program().requireFor(family);
    }
  }

  @Test
  void moreOperationsThanAnybodyCouldExploreAreRefused() {
    assertThatThrownBy(() -> ProgramText.parse("cpu0: " + "signals; ".repeat(33)))
        .isInstanceOf(Malformed.class)
        .hasMessage("more than 32 operations: leave some out");
  }
}
