package ripsaw.linearizability.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LincheckInstrumentationTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Heap",
        "Heap$1",
        "com.acme.BitHeap",
        "com.acme.Heaps.Atomic",
        "com.acme.Heaps$1",
        "ripsaw.dragonfly.kfree.SlabAllocator",
        "ripsaw.dragonfly.kfree.mutants.Anything",
        "ripsaw.gate.cli.StalePush$Word"
      })
  void whatNobodyKnowsIsASubjects(String type) {
    assertThat(LincheckInstrumentation.isBystander(type)).isFalse();
  }

  /** Of a lambda and of an anonymous class Lincheck gives the interface. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.Runnable",
        "java.util.function.ToIntFunction",
        "ripsaw.subject.Allocator",
        "ripsaw.machine.Cpu$SignalHandler"
      })
  void whatIsCalledByAnInterfaceMayBeASubjects(String type) {
    assertThat(LincheckInstrumentation.isBystander(type)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.util.ArrayList",
        "java.lang.String",
        "kotlin.Unit",
        "ripsaw.spec.HeapModel",
        "ripsaw.machine.Machine",
        "ripsaw.linearizability.execution.Requests"
      })
  void whoeverJudgesIsABystander(String type) {
    assertThat(LincheckInstrumentation.isBystander(type)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.util.concurrent.atomic.AtomicLong",
        "java.util.concurrent.locks.ReentrantLock"
      })
  void whatThreadsShareByIsLookedAt(String type) {
    assertThat(LincheckInstrumentation.isBystander(type)).isFalse();
  }
}
