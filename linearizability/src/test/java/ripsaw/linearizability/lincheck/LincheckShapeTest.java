package ripsaw.linearizability.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.linearizability.checker.SubjectChecker.Effort;
import ripsaw.linearizability.explore.Df9daea;
import ripsaw.linearizability.explore.Finding;
import ripsaw.machine.Shape;
import ripsaw.spec.Property;
import ripsaw.subject.Family;
import ripsaw.subject.Monitor;
import ripsaw.subject.Mutant;
import ripsaw.subject.NamedProgram;
import ripsaw.subject.Subject;
import ripsaw.subject.Workload;

/** Lincheck's scenarios run on the machine that their program says. */
@Tag("lincheck-alone")
@ExtendWith(LincheckJvm.class)
class LincheckShapeTest {
  private record OneProgram() implements Family {
    @Override
    public String toString() {
      return "slab allocator";
    }

    @Override
    public List<Property> properties() {
      return new KfreeFamily().properties();
    }

    @Override
    public List<Subject> subjects() {
      return List.of();
    }

    @Override
    public List<Mutant> mutants() {
      return List.of();
    }

    @Override
    public List<NamedProgram> programs() {
      return List.of(
          NamedProgram.shared(
              "two parked slabs, and room for one signal",
              """
              machine: {cpus: 2, chunks-per-slab: 2, pages: 8, slab-pages: 4, signals: 1}
              before: cpu0: a = alloc 64; b = alloc 64; c = alloc 64; d = alloc 64
              cpu0: signals
              cpu1: free a
              """));
    }

    @Override
    public List<Monitor> monitors(Monitor.Scene scene) {
      Shape shape = scene.machine().shape();
      if (shape.slabPages() != 4 || shape.signals() != 1) {
        throw new IllegalStateException(shape.toString());
      }
      return List.of();
    }

    @Override
    public Workload workload() {
      return new KfreeFamily().workload();
    }
  }

  @Test
  void theReferenceHoldsOnLargeSlabsWithSmallMailboxes() {
    Subject reference = Df9daea.REFERENCE;
    Subject subject =
        new Subject(
            reference.id(),
            reference.summary(),
            Optional.empty(),
            new OneProgram(),
            Subject.Kind.REFERENCE,
            Set.of(),
            Set.of(),
            reference.start());
    Finding finding =
        LincheckChecker.alone()
            .check(subject, subject.promised(), new Effort(50, Duration.ofMinutes(2), false));
    assertThat(finding.violation()).isEmpty();
    assertThat(finding.executions()).isGreaterThan(10);
  }
}
