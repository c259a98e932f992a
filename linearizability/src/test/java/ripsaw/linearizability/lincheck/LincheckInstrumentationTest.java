package ripsaw.linearizability.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
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

  /** A method that is new and not named runs the subject in one step, and no check says so. */
  @Test
  void whateverOfTheInterpreterComesToTheAllocatorIsLookedAt() throws Exception {
    Map<String, Set<String>> callees = callees("ripsaw.linearizability.execution.Interpreter");
    Set<String> reaching = new TreeSet<>();
    for (boolean more = true; more; ) {
      more = false;
      for (String method : callees.keySet()) {
        for (String callee : callees.get(method)) {
          more |= (reaching.contains(callee) || mayBeSubject(callee)) && reaching.add(method);
        }
      }
    }
    reaching.remove("createTypes"); // beforehand
    assertThat(reaching)
        .contains("allocate", "ask", "free", "reallocate", "run", "tidy")
        .allMatch(LincheckInstrumentation::isRun);
  }

  /** An allocator, or something that is called by a lambda. */
  private static boolean mayBeSubject(String callee) {
    return callee.equals("ripsaw.subject.Allocator")
        || callee.equals("java.lang.Runnable")
        || callee.endsWith("Interpreter$Call");
  }

  /** The names of its methods that each method calls, and the types that it calls. */
  private static Map<String, Set<String>> callees(String type) throws IOException {
    Map<String, Set<String>> callees = new HashMap<>();
    String file = "/" + type.replace('.', '/') + ".class";
    byte[] code = LincheckInstrumentation.class.getResourceAsStream(file).readAllBytes();
    for (MethodModel method : ClassFile.of().parse(code).methods()) {
      Set<String> called =
          callees.computeIfAbsent(method.methodName().stringValue(), any -> new HashSet<>());
      method.code().stream()
          .flatMap(CodeModel::elementStream)
          .forEach(
              element -> {
                if (element instanceof InvokeInstruction call) {
                  String owner = call.owner().asInternalName().replace('/', '.');
                  called.add(owner.equals(type) ? call.name().stringValue() : owner);
                } else if (element instanceof InvokeDynamicInstruction made) {
                  made.bootstrapArgs()
                      .forEach(
                          argument -> {
                            if (argument instanceof DirectMethodHandleDesc lambda) {
                              called.add(lambda.methodName());
                            }
                          });
                }
              });
    }
    return callees;
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
