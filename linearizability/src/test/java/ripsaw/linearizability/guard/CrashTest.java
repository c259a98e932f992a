package ripsaw.linearizability.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kfree.ParkedWord;
import ripsaw.dragonfly.kfree.SlabAllocator;
import ripsaw.dragonfly.kfree.census.KfreeCensus;
import ripsaw.linearizability.execution.ManualRun;
import ripsaw.linearizability.explore.Exploration;
import ripsaw.linearizability.explore.Explorer;
import ripsaw.linearizability.explore.Method;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.repro.Replay;
import ripsaw.linearizability.repro.Repro;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Shape;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Violation;
import ripsaw.subject.Allocator;
import ripsaw.subject.Subject;

class CrashTest {
  private static final String PROGRAM =
      "before: cpu0: a = alloc 64; b = alloc 64 | cpu0: c = alloc 64 | cpu1: free a";

  /** The reference, with one thing that it throws. */
  private abstract static class Reference extends SlabAllocator {
    Reference(Machine machine) {
      super(machine, new ParkedWord(machine));
    }
  }

  private static Subject subject(Function<Machine, Allocator> start) {
    return new Subject(
        "user/heap",
        "throws",
        Optional.empty(),
        new KfreeFamily(),
        Subject.Kind.SEEDED,
        Set.of(),
        Set.of(),
        start);
  }

  private static Exploration explore(Subject subject) throws Program.Malformed {
    return Explorer.shortest(
        new Explorer.Question(
            subject,
            Program.parse(PROGRAM),
            MemoryModel.SC,
            subject.promised(),
            Method.EXHAUSTIVE,
            0,
            1_000,
            Long.MAX_VALUE));
  }

  private static Violation violation(Function<Machine, Allocator> start) throws Exception {
    Subject subject = subject(start);
    Exploration found = explore(subject);
    Violation violation = found.violation().orElseThrow();
    Repro repro =
        new Repro(
            subject.id(),
            Program.parse(PROGRAM),
            MemoryModel.SC,
            Optional.of(violation.property()),
            found.schedule());
    assertThat(Replay.of(subject, repro).violation()).as("its repro").contains(violation);
    return violation;
  }

  @Test
  void anExceptionOfAnOperationIsAViolationWithAPictureAndARepro() throws Exception {
    Violation violation =
        violation(
            machine ->
                new Reference(machine) {
                  @Override
                  public void free(Cpu cpu, int type, long address) {
                    throw new IllegalStateException("panic: zone magic failed");
                  }
                });
    assertThat(violation.property()).isEqualTo(CommonProperty.NO_CRASH);
    assertThat(violation.detail())
        .contains("IllegalStateException: panic: zone magic failed", ".free(CrashTest.java:");
  }

  @Test
  void soIsOneOfASignalHandlerThatFewSchedulesComeTo() throws Exception {
    Violation violation =
        violation(
            machine -> {
              Reference reference = new Reference(machine) {};
              machine.cpu(0).onSignal((cpu, zone) -> machine.cpu((int) zone));
              return reference;
            });
    assertThat(violation.property()).isEqualTo(CommonProperty.NO_CRASH);
    assertThat(violation.detail()).contains("IndexOutOfBoundsException");
  }

  @Test
  void soIsAnErrorAndARecursionWithoutEnd() throws Exception {
    assertThat(
            violation(
                machine ->
                    new Reference(machine) {
                      @Override
                      public void free(Cpu cpu, int type, long address) {
                        free(cpu, type, address + 0);
                      }
                    }))
        .extracting(Violation::property, Violation::detail)
        .satisfies(
            all -> {
              assertThat(all.get(0)).isEqualTo(CommonProperty.NO_CRASH);
              assertThat((String) all.get(1)).contains("StackOverflowError");
            });
    assertThat(
            violation(
                    machine ->
                        new Reference(machine) {
                          @Override
                          public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
                            throw new AssertionError("not here");
                          }
                        })
                .property())
        .as("beforehand")
        .isEqualTo(CommonProperty.NO_CRASH);
  }

  @Test
  void soIsACensusThatIsNoneOrThrows() throws Exception {
    assertThat(
            violation(
                machine ->
                    new Reference(machine) {
                      @Override
                      public KfreeCensus census() {
                        return null;
                      }
                    }))
        .hasToString("no-crash: the census: the answer is null");
    assertThat(
            violation(
                    machine ->
                        new Reference(machine) {
                          @Override
                          public KfreeCensus census() {
                            throw new UnsupportedOperationException();
                          }
                        })
                .detail())
        .startsWith("the census: java.lang.UnsupportedOperationException, in ");
  }

  @Test
  void soIsANameThatIsNoneOrThrows() throws Exception {
    assertThat(
            violation(
                    machine ->
                        new Reference(machine) {
                          @Override
                          public String name(long address) {
                            return null;
                          }
                        })
                .detail())
        .startsWith("the name of ")
        .endsWith(": the answer is null");
  }

  @Test
  void whatFollowsFromAnotherViolationIsNone() throws Exception {
    Subject subject =
        subject(
            machine ->
                new Reference(machine) {
                  @Override
                  public void free(Cpu cpu, int type, long address) {
                    memory.setPlain(machine.cpu(1), machine.cpuWord(machine.cpu(0), 0), 7);
                    throw new IllegalStateException("all is lost");
                  }
                });
    Exploration found =
        Explorer.explore(
            new Explorer.Question(
                subject,
                Program.parse(PROGRAM),
                MemoryModel.SC,
                Set.of(CommonProperty.NO_CRASH),
                Method.EXHAUSTIVE,
                0,
                1_000,
                Long.MAX_VALUE));
    assertThat(found.violation()).isEmpty();
    assertThat(explore(subject).violation().orElseThrow().property())
        .isEqualTo(CommonProperty.CPU_LOCAL);
  }

  @Test
  void randomPlansSeeItToo() {
    Subject subject =
        subject(
            machine ->
                new Reference(machine) {
                  @Override
                  public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
                    throw new IllegalStateException("panic");
                  }
                });
    ManualRun execution = new ManualRun(subject, Shape.small(2, 2, 4), subject.promised());
    execution.start(0, Operation.parse("a = alloc 64"));
    execution.settle();
    assertThat(execution.session().found().orElseThrow().property())
        .isEqualTo(CommonProperty.NO_CRASH);
    assertThat(execution.isOver()).isTrue();
  }

  @Test
  void anExceptionWhoseMessageThrowsIsOneToo() throws Exception {
    Violation violation =
        violation(
            machine ->
                new Reference(machine) {
                  @Override
                  public void free(Cpu cpu, int type, long address) {
                    throw new IllegalStateException() {
                      private static final long serialVersionUID = 1;

                      @Override
                      public String getMessage() {
                        throw new UnsupportedOperationException();
                      }
                    };
                  }
                });
    assertThat(violation.detail()).startsWith("ripsaw.linearizability.guard.CrashTest$");
  }

  @Test
  void anErrorOfTheVirtualMachineIsNobodysForCertain() {
    Subject subject =
        subject(
            machine ->
                new Reference(machine) {
                  @Override
                  public void free(Cpu cpu, int type, long address) {
                    throw new OutOfMemoryError("no more");
                  }
                });
    assertThatThrownBy(() -> explore(subject))
        .isInstanceOf(Unwatched.class)
        .hasMessageContaining("OutOfMemoryError: no more, in ");
  }

  @Test
  void anAlignmentThatIsNoneIsAViolation() throws Exception {
    for (long wrong : new long[] {0, -8, 4, 24}) {
      Violation violation =
          violation(
              machine ->
                  new Reference(machine) {
                    @Override
                    public long alignment(long bytes) {
                      return wrong;
                    }
                  });
      assertThat(violation.property()).isEqualTo(CommonProperty.ALIGNMENT);
    }
  }

  @Test
  void whatCannotEvenStartIsNotChecked() {
    Subject subject =
        subject(
            machine -> {
              throw new IllegalStateException("no such machine");
            });
    assertThatThrownBy(() -> explore(subject))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("user/heap cannot be checked: its start: ")
        .hasMessageContaining("no such machine");
  }
}
