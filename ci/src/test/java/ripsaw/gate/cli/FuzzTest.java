package ripsaw.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import ripsaw.gate.Fuzzed;
import ripsaw.gate.corpus.Corpus;
import ripsaw.gate.models.ConfigFile;
import ripsaw.gate.text.InputError;
import ripsaw.spec.tla.Manifest;
import ripsaw.spec.tla.Model;

/**
 * Whatever is given, the answer is a proper one, or one line and 64, and nothing is left behind.
 * Half of what is given is something valid with a few changes.
 */
@PropertyDefaults(tries = 400, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
class FuzzTest {
  private static final List<String> SUBJECTS =
      List.of("dragonfly/reference", "dragonfly/kmalloc_obj-reference", "blackbox/bitmap");

  private static final List<String> PROGRAMS =
      List.of(
          "before: cpu0: a = alloc 64; b = alloc 64 | cpu0: c = alloc 100 | cpu1: free a",
          "machine: {cpus: 3, pages: 8, slab-pages: 2} | cpu0: a = alloc 64 zero | cpu2: free a",
          "cpu0.t1 roams: a = alloc 64 nowait | cpu0.irq: b = alloc 64; free b | cpu1: free a",
          "cpu0: offline cpu1; online cpu1; signals | cpu1: a = alloc 64; realloc a 128; tidy");

  private static final List<String> WORDS =
      List.of(
          "--program",
          "--file",
          "--generate",
          "--suite",
          "--memory",
          "--json",
          "--all",
          "--html",
          "--markdown",
          "--repro",
          "--budget",
          "--seed",
          "--name",
          "--corpus",
          "--out",
          "--before",
          "--verbs",
          "--sizes",
          "--machine",
          "--property",
          "--strategy",
          "--executions",
          "--shard",
          "--into",
          "--help",
          "--",
          "-",
          "",
          "1x1",
          "5s",
          "1/2",
          "sc",
          "ra",
          "64",
          "alloc,free",
          "cpu0: a = alloc 64",
          "no-stranding",
          "blackbox/bitmap",
          "FILE",
          "DIR",
          "DIR/out",
          "/dev/null/a",
          "@FILE");

  /** Commands that are soon over, if nothing large is asked of them. */
  private static final List<String> SHORT =
      List.of("stat", "replay", "shrink", "accept", "subjects", "properties");

  /** Others, which are asked something wrong in the end. */
  private static final List<String> LONG =
      List.of(
          "gate",
          "museum",
          "spec",
          "bridge",
          "explore",
          "fragmentation",
          "lines",
          "signals",
          "mutants",
          "merge",
          "");

  private static final List<Model> MODELS = Manifest.load().all();

  private Path temp;

  @BeforeTry
  void create() throws IOException {
    temp = Files.createTempDirectory("ripsaw-fuzz");
  }

  @AfterTry
  void delete() throws IOException {
    Fuzzed.delete(temp);
  }

  @Property(seed = "1")
  void aReproIsReplayedOrRefused(@ForAll Random random) throws IOException {
    List<Path> repros = new ArrayList<>();
    try (var files = Files.list(Corpus.home().orElseThrow())) {
      files.sorted().forEach(repros::add);
    }
    Path file = temp.resolve("a.repro");
    String text = new Fuzzed(random).of(Files.readString(Fuzzed.one(repros, random)));
    // Half of a pair of surrogates is no character: it becomes a question mark.
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    answered(Ended.run("replay", file.toString()), file);
  }

  @Property(seed = "1")
  void aProgramIsRunOrRefused(@ForAll Random random) throws IOException {
    String program = new Fuzzed(random).of(Fuzzed.one(PROGRAMS, random));
    answered(Ended.run("stat", Fuzzed.one(SUBJECTS, random), "--program=" + program));
  }

  @Property(seed = "1")
  void flagsAreUnderstoodOrRefused(@ForAll Random random) throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "subject: blackbox/bitmap\ncpu0: tidy\n");
    boolean isLong = random.nextBoolean();
    List<String> args = new ArrayList<>(List.of(Fuzzed.one(isLong ? LONG : SHORT, random)));
    for (int words = random.nextInt(6); words > 0; words--) {
      String word = Fuzzed.one(WORDS, random);
      args.add(
          (random.nextInt(8) == 0 ? new Fuzzed(random).of(word) : word)
              .replace("FILE", file.toString())
              .replace("DIR", temp.toString()));
    }
    if (isLong) {
      args.add("--no-such-option");
    }
    answered(Ended.run(args.toArray(String[]::new)), file);
  }

  /** Fewer, as each reads a module anew. */
  @Property(seed = "1", tries = 50)
  void aConfigurationIsUnderstoodOrRefused(@ForAll Random random) {
    Model model = Fuzzed.one(MODELS, random);
    Path file = temp.resolve("a.cfg");
    try {
      ConfigFile.check(file, new Fuzzed(random).of(model.configText()), model.module());
    } catch (InputError e) {
      assertThat(e.getMessage()).hasLineCount(1).startsWith("--cfg " + file + ": ");
    }
  }

  /** Only what was there is there, unless something was asked for and done. */
  private void answered(Ended ended, Path... given) throws IOException {
    assertThat(ended.exitCode()).isIn(0, 1, 2, 64);
    assertThat(ended.err()).doesNotContain("\tat ");
    if (ended.exitCode() == 64) {
      assertThat(ended.out()).isEmpty();
      assertThat(ended.err()).startsWith("ripsaw").endsWith("\n").matches("[^\\p{Cc}]+\n");
      assertThat(ended.err()).hasSizeLessThan(3_000);
      assertThat(temp).isDirectoryNotContaining(left -> !List.of(given).contains(left));
    }
  }
}
