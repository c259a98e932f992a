package ripsaw.spec.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ripsaw.spec.tla.Manifest;
import ripsaw.spec.tla.Model;
import ripsaw.spec.tla.TlcResult;
import ripsaw.spec.tla.TlcResult.Kind;

/** Runs the real TLC, several times in one JVM. */
class TlcPoolTest {
  private static final Duration ENOUGH = Duration.ofMinutes(5);

  /** Of no build: only what is asked says how it is to be run. */
  private static final String MANIFEST =
      """
      [
        {"model": "States", "module": "Exis", "states": 1, "depth": 1, "runtime": "seconds",
         "specification": "Spec", "invariants": ["GracePeriod"], "why": "states"},
        {"model": "Fair", "base": "States", "states": 1, "depth": 1, "runtime": "seconds",
         "specification": "FairSpec", "why": "states of a fair specification"},
        {"model": "Both", "base": "States", "states": 1, "depth": 1, "runtime": "seconds",
         "invariants": ["GracePeriod"], "properties": ["StatesInOrder"], "why": "both"},
        {"model": "Behaviours", "base": "Fair", "states": 1, "depth": 1, "runtime": "seconds",
         "properties": ["FreeableInTheEnd"], "why": "behaviours"},
        {"model": "Based", "base": "Behaviours", "violates": "grace-period", "length": 1,
         "runtime": "seconds", "why": "a base's behaviours"},
        {"model": "Long", "base": "States", "states": 1, "depth": 1, "runtime": "an hour",
         "why": "long"}
      ]
      """;

  @TempDir private Path temp;

  private static Model model(String name) {
    return Manifest.load().find(name).orElseThrow();
  }

  private static TlcResult run(TlcPool pool, Model model) throws Exception {
    return pool.run(model, 1, ENOUGH, progress -> {});
  }

  @Test
  void whatChecksBehavioursSharesNoJvmWhateverItsName() throws Exception {
    assertThat(Manifest.parse(MANIFEST).all())
        .filteredOn(TlcPool::mayShare)
        .extracting(Model::name)
        .containsExactly("States", "Fair");
    assertThat(Manifest.load().all())
        .filteredOn(model -> !model.config().properties().isEmpty())
        .isNotEmpty()
        .noneMatch(TlcPool::mayShare);
    assertThat(Manifest.load().all()).filteredOn(TlcPool::mayShare).hasSizeGreaterThan(80);
  }

  @Test
  void aModelOfBehavioursIsNotRunInAPool() throws Exception {
    Model behaviours = model("KmallocObjTermination");
    TlcPool pool = new TlcPool();
    assertThatThrownBy(() -> run(pool, behaviours))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("KmallocObjTermination needs a JVM of its own");
    pool.close();
    Tlc tlc = new Tlc(1, ENOUGH, pool);
    assertThatThrownBy(() -> tlc.run(model("Exis_clear-first-2"), progress -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("closed");
    TlcResult alone = tlc.run(behaviours, progress -> {});
    assertThat(behaviours.expected().deviation(alone, true)).isEmpty();
  }

  @Test
  void severalModelsInOneJvmAreFoundAsEachInItsOwn() throws Exception {
    areFoundAsAlone("KmallocObjKeep", "RemoteFree_signal-dropped", "KmallocObjKeep");
  }

  @Tag("nightly")
  @Test
  void soAreMore() throws Exception {
    areFoundAsAlone(
        "Exis_clear-first-2",
        "KmallocObjKeep",
        "RemoteFree_signal-dropped",
        "KmallocObj_cursor-kept",
        "KmallocObjKeep");
  }

  private static void areFoundAsAlone(String... names) throws Exception {
    List<Long> pids = new ArrayList<>();
    try (TlcPool pool = new TlcPool()) {
      Map<String, TlcResult> alone = new HashMap<>();
      for (String name : names) {
        if (!alone.containsKey(name)) {
          alone.put(name, new Tlc(1, ENOUGH).run(model(name), progress -> {}));
        }
        assertThat(new Tlc(1, ENOUGH, pool).run(model(name), progress -> {}))
            .isEqualTo(alone.get(name));
        pids.addAll(pool.pids());
      }
    }
    assertThat(pids).hasSize(names.length);
    assertThat(pids.stream().distinct()).hasSize(1);
    assertThat(ProcessHandle.of(pids.get(0)).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void whoeverIsCutTakesItsJvmAlong() throws Exception {
    try (TlcPool pool = new TlcPool()) {
      TlcResult cut = pool.run(model("KmallocObjKeep"), 1, Duration.ofMillis(1), progress -> {});
      assertThat(cut.kind()).isEqualTo(Kind.CUT);
      assertThat(pool.pids()).isEmpty();
      assertThat(run(pool, model("Exis_clear-first-2")).kind()).isEqualTo(Kind.VIOLATED);
      assertThat(pool.pids()).hasSize(1);
    }
  }

  /** With the smallest model that there is. */
  @Tag("nightly")
  @Test
  void aJvmThatHasRunManyModelsMakesRoomForAnother() throws Exception {
    Model model = model("Exis_clear-first-2");
    try (TlcPool pool = new TlcPool()) {
      run(pool, model);
      long first = pool.pids().get(0);
      for (int i = 1; i < SeriesJvm.RUNS; i++) {
        assertThat(pool.pids()).containsExactly(first);
        run(pool, model);
      }
      assertThat(pool.pids()).isEmpty();
      assertThat(run(pool, model).kind()).isEqualTo(Kind.VIOLATED);
      assertThat(pool.pids()).hasSize(1).doesNotContain(first);
    }
  }

  /** TLC forgets its threads if an initial state is wrong. */
  @Test
  void whoeverLeavesAThreadTakesItsJvmAlong() throws Exception {
    Model initial = model("ParkedWord_without-due");
    try (TlcPool pool = new TlcPool()) {
      assertThat(initial.expected().deviation(run(pool, initial), true)).isEmpty();
      assertThat(pool.pids()).isEmpty();
    }
  }

  /** The largest, as if it took seconds. */
  private static Model large() {
    Model large = model("PinLinkRead");
    return new Model(
        large.name(),
        large.module(),
        large.subject(),
        large.config(),
        large.why(),
        large.expected(),
        "seconds");
  }

  @Test
  void aJvmThatDiesOnTheWayShowsNothing() throws Exception {
    try (TlcPool pool = new TlcPool()) {
      run(pool, model("Exis_clear-first-2"));
      long pid = pool.pids().get(0);
      TlcResult result =
          pool.run(
              large(),
              1,
              ENOUGH,
              progress -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
      assertThat(result.kind()).isEqualTo(Kind.FAILED);
      assertThat(result.detail()).startsWith("TLC's JVM ended with exit code ");
      assertThat(pool.pids()).isEmpty();
    }
  }

  /** Makes two runs with the classes of one loader, or of two. */
  static final class TwoRuns {
    public static void main(String[] args) throws Exception {
      try {
        ClassLoader first = SeriesChild.anew();
        run(first, "KmallocObjTermination", args[1]);
        run(args[0].equals("same") ? first : SeriesChild.anew(), "KmallocObjDepot", args[1]);
      } finally {
        System.out.flush();
        Runtime.getRuntime().halt(0); // a thread of TLC's may live for ever
      }
    }

    /** Prints how many buffers for files are free when it begins. */
    private static void run(ClassLoader loader, String name, String directory) throws Exception {
      Model model = model(name);
      try (Workplace place =
          new Workplace(model.module(), model.configText(), Path.of(directory))) {
        System.out.println(name + " begins with " + buffers(loader));
        int exitCode = SeriesChild.once(loader, Tlc.args(place, 1).toArray(String[]::new));
        System.out.println(name + " ended " + exitCode);
      }
    }

    private static int buffers(ClassLoader loader) throws Exception {
      var count =
          loader.loadClass("tlc2.util.BufferedRandomAccessFile").getDeclaredField("numAvailBuffs");
      count.setAccessible(true);
      return count.getInt(null);
    }
  }

  private List<String> twoRuns(String how) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temp,
                "-classpath",
                System.getProperty("java.class.path"),
                TwoRuns.class.getName(),
                how,
                temp.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> said =
        process.inputReader().lines().filter(line -> line.startsWith("Kmalloc")).toList();
    process.waitFor();
    return said;
  }

  /**
   * TLC may free a buffer twice at the end of a run, and two files of the next one would share it.
   */
  @Tag("nightly")
  @Test
  void noRunHasTheBuffersOfAnother() throws Exception {
    assertThat(twoRuns("same")).doesNotContain("KmallocObjDepot begins with 0").hasSize(4);
    assertThat(twoRuns("anew"))
        .containsExactly(
            "KmallocObjTermination begins with 0",
            "KmallocObjTermination ended 0",
            "KmallocObjDepot begins with 0",
            "KmallocObjDepot ended 0");
  }

  /** Somebody who has run a model in a pool, and runs another. */
  static final class Parent {
    public static void main(String[] args) throws Exception {
      TlcPool pool = new TlcPool();
      TlcPoolTest.run(pool, model("Exis_clear-first-2"));
      pool.run(large(), 1, ENOUGH, progress -> System.out.println(pool.pids().size()));
    }
  }

  @Test
  void aPoolDiesAndItsFilesGoWhenTheParentIsKilled() throws Exception {
    TlcTest.killed(Parent.class, temp);
    try (Stream<Path> left = Files.list(temp)) {
      assertThat(left.filter(file -> file.getFileName().toString().startsWith("ripsaw"))).isEmpty();
    }
  }
}
