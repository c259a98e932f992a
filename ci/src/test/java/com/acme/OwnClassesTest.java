package com.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ripsaw.gate.OtherJvm;
import ripsaw.gate.OtherJvm.Ended;

/** Classes that a user has compiled anywhere, handed over with {@code -cp}. */
class OwnClassesTest {
  private static final String ABA =
      "cpu0: a = alloc | cpu1: b = alloc; c = alloc; free b; d = alloc";

  /** A free list, whose head has a count in it or not. */
  private static final String LIST =
      """
      public class %1$s implements ripsaw.own.Heap {
        private final ripsaw.own.Word head;
        private final ripsaw.own.Words next;
        %1$s(ripsaw.own.World w) {
          head = w.word("head", 1);
          next = w.words("next", w.blocks() + 1, b -> b < w.blocks() ? b + 1 : 0);
        }
        public long alloc(ripsaw.machine.Cpu cpu) {
          while (true) {
            long top = head.getAcquire(cpu);
            if ((top & 255) == 0) {
              return NONE;
            }
            if (head.compareAndSet(cpu, top, after(top, next.getOpaque(cpu, top & 255)))) {
              return (top & 255) - 1;
            }
          }
        }
        public void free(ripsaw.machine.Cpu cpu, long block) {
          long top;
          do {
            top = head.getOpaque(cpu);
            next.setOpaque(cpu, block + 1, top & 255);
          } while (!head.compareAndSet(cpu, top, after(top, block + 1)));
        }
        private static long after(long top, long first) {
          return (top & ~255) + %2$s | first;
        }
        public java.util.stream.LongStream freeBlocks() {
          return java.util.stream.LongStream.iterate(head.peek() & 255, b -> b != 0, next::peek)
              .map(b -> b - 1);
        }
      }
      """;

  /** A counter, which adds in one step or in two. */
  private static final String COUNTER =
      """
      @ripsaw.own.AnswersAs(%1$s.Model.class)
      public class %1$s {
        static final class Model {
          private long count;
          public long next() { return count++; }
          public boolean isZero() { return count == 0; }
        }
        private final ripsaw.own.Word count;
        %1$s(ripsaw.own.World w) { count = w.word("count"); }
        public long next(ripsaw.machine.Cpu cpu) { %2$s }
        public boolean isZero(ripsaw.machine.Cpu cpu) { return count.getVolatile(cpu) == 0; }
      }
      """;

  @TempDir private Path temp;

  @BeforeEach
  void theyAreCompiled() throws IOException {
    compile("Tagged", LIST.formatted("Tagged", 256));
    compile("Treiber", LIST.formatted("Treiber", 0));
  }

  private void compile(String name, String text) throws IOException {
    Path source = temp.resolve("src").resolve(name + ".java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "package mine; " + text);
    int errors =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", temp.resolve("classes").toString(), source.toString());
    assertThat(errors).isZero();
  }

  private Ended ripsaw(String... args) throws IOException, InterruptedException {
    return new OtherJvm(temp, temp.resolve("classes")).ripsawWith("classes", args);
  }

  @Test
  void aHeapIsExploredByTheNameOfItsClassInItsOwnWords() throws Exception {
    Ended ended =
        ripsaw("explore", "-cp", "classes", "mine.Treiber", "--program", ABA, "--html", "a.html");
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(1);
    assertThat(ended.out())
        .contains("VIOLATED no-double-grant: block1 granted twice, with no free between")
        .contains("machine: {cpus: 2, blocks: 5}", "call a = alloc  ")
        .contains("replay: ci/ripsaw replay -cp classes mine.Treiber-no-double-grant.repro")
        .doesNotContain("0x", "slab", "alloc 8");
    assertThat(temp.resolve("a.html"))
        .content()
        .contains("cpu0 saw next[1] = 2 in row", "; cpu1 made it 3 in row ", "id=\"words\"")
        .doesNotContain("alloc 8", "chunks-per-slab");

    Ended replayed = ripsaw("replay", "-cp", "classes", "mine.Treiber-no-double-grant.repro");
    assertThat(replayed.exitCode()).as(replayed.out() + replayed.err()).isZero();
  }

  @Test
  void aStructureIsExploredByTheNameOfItsClassInItsOwnWords() throws Exception {
    compile(
        "Loses",
        COUNTER.formatted(
            "Loses",
            "long c = count.getVolatile(cpu); count.setVolatile(cpu, c + 5000); return c / 5000;"));
    String program = "cpu0: next(); isZero() | cpu1: next()";
    Ended ended = ripsaw("explore", "-cp", "classes", "mine.Loses", "--program", program);
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(1);
    assertThat(ended.out())
        .contains("VIOLATED linearizable: in no order of these calls does Model answer so: ")
        .contains("cpu0: next() = 0", "cpu1: next() = 0", "  machine: {cpus: 2}\n")
        .contains("set-volatile count: 0 -> 5000", "* answers 0")
        .doesNotContain("0x", "pages:", "chunk");
    assertThat(temp.resolve("mine.Loses-linearizable.repro"))
        .content()
        .contains("machine: {cpus: 2}\n", "cpu0:    next(); isZero()\n");
    Ended replayed = ripsaw("replay", "-cp", "classes", "mine.Loses-linearizable.repro");
    assertThat(replayed.exitCode()).as(replayed.out() + replayed.err()).isZero();

    Ended unknown = ripsaw("explore", "-cp", "classes", "mine.Loses", "--program", "cpu0: last()");
    assertThat(unknown.exitCode()).isEqualTo(64);
    assertThat(unknown.err())
        .contains("'last()': a structure of your own has no last(): mine.Loses has isZero(), next")
        .hasLineCount(1);

    Files.delete(temp.resolve("classes/mine/Loses$Model.class"));
    Ended without = ripsaw("explore", "-cp", "classes", "mine.Loses", "--program", program);
    assertThat(without.exitCode()).isEqualTo(64);
    assertThat(without.err())
        .contains("mine.Loses: @AnswersAs(mine.Loses$Model.class): that class is not there: put")
        .hasLineCount(1);
  }

  @Test
  void theGateShowsThatAStructureHoldsAndThatItsFaultsWouldBeFound() throws Exception {
    compile("Counts", COUNTER.formatted("Counts", "return count.getAndAdd(cpu, 1);"));
    Ended ended = ripsaw("gate", "-cp", "classes", "mine.Counts");
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out())
        .contains("1 subject shown to hold: mine.Counts")
        .containsPattern("linearizable +tlc - +lincheck - +explorer EXHAUSTED +jqwik -")
        .contains("planted in it: explorer split-add found after ");
  }

  @Test
  void anOperationOfAHeapIsCalledByItsName() throws Exception {
    compile(
        "Flushed",
        LIST.formatted("Flushed", 256)
            .replaceFirst(
                "public long alloc",
                "public void flush(ripsaw.machine.Cpu cpu) { head.getVolatile(cpu); }\n  $0"));
    String program = "cpu0: a = alloc; flush(); free a | cpu1: b = alloc";
    Ended ended = ripsaw("explore", "-cp", "classes", "mine.Flushed", "--program", program);
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
    Ended unknown =
        ripsaw("explore", "-cp", "classes", "mine.Flushed", "--program", "cpu0: flash()");
    assertThat(unknown.exitCode()).isEqualTo(64);
    assertThat(unknown.err())
        .contains("a heap of your own has no flash(): mine.Flushed has alloc, free, flush()")
        .hasLineCount(1);
  }

  @Test
  void aReproTakesNoOthersPlace() throws Exception {
    Path first = temp.resolve("mine.Treiber-no-double-grant.repro");
    Path second = temp.resolve("mine.Treiber-no-double-grant-2.repro");
    ripsaw("explore", "-cp", "classes", "mine.Treiber", "--program", ABA);
    String text = Files.readString(first);
    ripsaw("explore", "-cp", "classes", "mine.Treiber", "--program", ABA);
    assertThat(second).doesNotExist();
    String other = "machine: {cpus: 2, blocks: 6} | " + ABA;
    ripsaw("explore", "-cp", "classes", "mine.Treiber", "--program", other);
    assertThat(first).hasContent(text);
    assertThat(second)
        .content()
        .contains("machine: {cpus: 2, blocks: 6}", "    a = alloc\n")
        .doesNotContain("alloc 8");
  }

  /** The explorer, in a worker; nothing is asked that is not about these two. */
  @Test
  void theGateChecksThemAndNothingElseAndDrawsWhatGoesWrong() throws Exception {
    Ended ended = ripsaw("gate", "-cp", "classes", "--report", "report");
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(1);
    assertThat(ended.out())
        .contains("mine.Treiber: violates no-double-grant")
        .contains("1 subject shown to hold: mine.Tagged")
        .contains("planted in it: explorer split-cas found after ")
        .contains("0 mutants killed")
        .doesNotContain("repros replayed", "dragonfly");
    assertThat(temp.resolve("report/pictures/violation-mine.Treiber-no-double-grant.html"))
        .content()
        .contains("cpu0");
    assertThat(temp.resolve("report/index.html"))
        .content()
        .contains("pictures/violation-mine.Treiber-no-double-grant.html");
  }

  @Test
  void theyAreListedAndPickedByAPattern() throws Exception {
    assertThat(ripsaw("subjects", "-cp", "classes").out()).startsWith("mine.Tagged\n");
    Ended ended = ripsaw("gate", "-cp", "classes", "--only", "yours.*");
    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.err()).contains("--only 'yours.*': no subject is like this").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NotThere | '' | unknown subject 'mine.NotThere', and no class of this name in classes",
        "Plain | '' | mine.Plain is no heap: let it implement ripsaw.own.Heap",
        "Throws | w.word(\"a\"); throw new IllegalStateException(\"no luck\"); | mine.Throws: it"
            + " cannot be made: java.lang.IllegalStateException: no luck, in mine.Throws.<init>",
        "Threads | w.word(\"a\"); new Thread(() -> {}).start(); | mine.Threads: mine.Threads.<init>"
            + " uses java.lang.Thread",
        "NoWord | '' | mine.NoWord asks its World for no word",
        "Field | w.word(\"a\"); | mine.Field: mine.Field.alloc writes the field n, which no checker"
            + " sees: keep what cpus share in a Word"
      })
  void whatIsWrongWithAClassIsALine(String name, String constructor, String complaint)
      throws Exception {
    if (name.equals("Plain")) {
      compile(name, "public class Plain {}");
    } else if (!name.equals("NotThere")) {
      compile(
          name,
          """
          public class %s implements ripsaw.own.Heap {
            private int n;
            %1$s(ripsaw.own.World w) { %s }
            public long alloc(ripsaw.machine.Cpu cpu) { %s return NONE; }
            public void free(ripsaw.machine.Cpu cpu, long block) {}
          }
          """
              .formatted(name, constructor, name.equals("Field") ? "n++;" : ""));
    }
    Ended ended = ripsaw("explore", "-cp", "classes", "mine." + name, "--program", ABA);
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(64);
    assertThat(ended.err()).contains(complaint).hasLineCount(1);
    if (name.equals("Plain")) {
      Ended gate = ripsaw("gate", "-cp", "classes", "mine.Plain");
      assertThat(gate.exitCode()).isEqualTo(64);
      assertThat(gate.err()).contains(complaint).hasLineCount(1);
    }
  }

  @Test
  void aDirectoryThatIsNotThereIsALine() throws Exception {
    Ended ended = ripsaw("subjects", "-cp", "classes:nowhere");
    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.err())
        .contains("'nowhere' is no directory and no jar: compile your classes first")
        .hasLineCount(1);
  }
}
