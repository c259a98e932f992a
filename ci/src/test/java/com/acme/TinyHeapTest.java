package com.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.gate.OtherJvm;
import ripsaw.gate.OtherJvm.Ended;

/** A user's own allocator, of which nothing is known but what its callers see. */
class TinyHeapTest {
  private static final String SERVICE = "META-INF/services/ripsaw.subject.SubjectProvider";

  @TempDir private Path temp;

  @BeforeEach
  void nameTheProviders() throws IOException {
    Path services = temp.resolve("own").resolve(SERVICE);
    Files.createDirectories(services.getParent());
    Files.writeString(services, "com.acme.TinyHeap$Provider\ncom.acme.WrongHeaps\n");
    Files.createDirectory(temp.resolve("repros"));
  }

  private Ended ripsaw(String... args) throws IOException, InterruptedException {
    return new OtherJvm(temp, temp.resolve("own")).ripsaw(args);
  }

  @ParameterizedTest
  @ValueSource(strings = "ra")
  void aRightOneIsExploredToTheEnd(String memory) throws Exception {
    isExploredToTheEnd(memory);
  }

  @Tag("nightly")
  @ParameterizedTest
  @ValueSource(strings = {"sc", "tso"})
  void soItIsUnderOtherModels(String memory) throws Exception {
    isExploredToTheEnd(memory);
  }

  private void isExploredToTheEnd(String memory) throws Exception {
    Ended ended = ripsaw("explore", "acme/tiny", "--suite", "--memory", memory);
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out()).contains("EXHAUSTED");
  }

  @ParameterizedTest
  @CsvSource({"leaks, every-page", "split, no-double-grant"})
  void aWrongOneIsFound(String name, String property) throws Exception {
    isFound(name, property);
  }

  @Tag("nightly")
  @ParameterizedTest
  @CsvSource({
    "overlaps, no-double-grant",
    "dirty, zeroing",
    "throws, no-crash",
    "spins, termination"
  })
  void soAreOthers(String name, String property) throws Exception {
    isFound(name, property);
  }

  private void isFound(String name, String property) throws Exception {
    Ended ended = ripsaw("explore", "acme/" + name, "--suite", "--repro", "found.repro");
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(1);
    assertThat(ended.out()).contains("VIOLATED " + property);
    assertThat(ripsaw("replay", "found.repro").exitCode()).isZero();
  }

  @Tag("nightly")
  @Test
  void aRightOnePassesTheGate() throws Exception {
    ripsaw("explore", "acme/split", "--suite", "--repro", "repros/split.repro");
    Ended ended = ripsaw("gate", "acme/tiny");
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out())
        .containsPattern(
            "no-double-grant +tlc - +lincheck BOUNDED.* +explorer EXHAUSTED +jqwik SAMPLED")
        .containsPattern("every-page +tlc - +lincheck - +explorer EXHAUSTED")
        .contains("1 subject shown to hold: acme/tiny");
  }

  @Tag("nightly")
  @Test
  void aWrongOneFailsTheGate() throws Exception {
    ripsaw("explore", "acme/split", "--suite", "--repro", "repros/split.repro");
    Ended ended = ripsaw("gate", "acme/leaks");
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(1);
    assertThat(ended.out()).contains("acme/leaks: violates every-page");
  }

  @Test
  void thereIsNothingInItToCount() throws Exception {
    Ended ended = ripsaw("stat", "acme/tiny", "--program", "cpu0: a = alloc 64");
    assertThat(ended.exitCode()).isEqualTo(64);
    assertThat(ended.err()).contains("acme/tiny shows nothing to count").hasLineCount(1);
  }
}
