package org.example.stub;

import static ripsaw.subject.Workload.Weighted.of;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.Shape;
import ripsaw.spec.Census;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.CoverageGoal;
import ripsaw.subject.Diagram;
import ripsaw.subject.Family;
import ripsaw.subject.FamilyVerb;
import ripsaw.subject.Killers;
import ripsaw.subject.Monitor;
import ripsaw.subject.Mutant;
import ripsaw.subject.MutantBuilder;
import ripsaw.subject.NamedProgram;
import ripsaw.subject.Statistics;
import ripsaw.subject.Subject;
import ripsaw.subject.Workload;
import ripsaw.subject.Workload.Action;

/** The smallest family that answers every question: one of each kind. */
public record StubFamily() implements Family {
  private static final Subject HEAP =
      new Subject(
          "stub/heap",
          "one word of bits, and a count",
          Optional.empty(),
          new StubFamily(),
          Subject.Kind.REFERENCE,
          Set.of(),
          Set.of(),
          StubHeap::new);

  @Override
  public String toString() {
    return "stub";
  }

  @Override
  public List<Property> properties() {
    return List.of(StubProperty.values());
  }

  @Override
  public List<Subject> subjects() {
    return List.of(HEAP);
  }

  @Override
  public List<Mutant> mutants() {
    return List.of(
        new MutantBuilder(HEAP, "count-in-two-steps")
            .breaks(StubProperty.BITS_COUNTED)
            .foundBy(Killers.ALL)
            .because("the count is read and written, and what another adds in between is lost")
            .as(
                machine ->
                    new StubHeap(machine) {
                      @Override
                      protected void add(Cpu cpu, long word, long delta) {
                        memory.setVolatile(cpu, word, memory.getVolatile(cpu, word) + delta);
                      }
                    }));
  }

  @Override
  public Set<CommonVerb> commonVerbs() {
    return EnumSet.of(
        CommonVerb.ALLOC, CommonVerb.FREE, CommonVerb.FREE_IN_INTERRUPT, CommonVerb.SIGNALS);
  }

  @Override
  public List<FamilyVerb> verbs() {
    return List.of(StubVerb.values());
  }

  /** There is one type. */
  @Override
  public OptionalLong limit() {
    return OptionalLong.empty();
  }

  @Override
  public List<NamedProgram> programs() {
    return List.of(
        NamedProgram.shared(
            "one chunk is taken, and one comes back",
            """
            before: cpu0: a = alloc 64
            cpu0: b = alloc 64; count
            cpu1: free a
            """));
  }

  @Override
  public Workload workload() {
    return new Workload(
        new Workload.Machines(
            List.of(of(3, 2), of(1, 3)),
            List.of(of(1, 2), of(1, 3)),
            new Workload.Range(1, 1),
            new Workload.Range(0, 0)),
        List.of(
            new Workload.Style(
                List.of(),
                2,
                false,
                List.of(
                    new Workload.Phase(
                        20,
                        List.of(
                            of(4, new Action.Allocate(false, List.of(Set.of()))),
                            of(3, new Action.Use(CommonVerb.FREE)),
                            of(1, new Action.Call(StubVerb.COUNT)),
                            of(1, new Action.GoToEvent()),
                            of(2, new Action.Finish()),
                            of(3, new Action.Go())))))));
  }

  @Override
  public List<CoverageGoal> goals() {
    return List.of(
        CoverageGoal.of(StubEvent.COUNTED, "the count was read", StubProperty.BITS_COUNTED));
  }

  /** A chunk is counted before its caller has it, so the count is never above the capacity. */
  @Override
  public List<Monitor> monitors(Monitor.Scene scene) {
    return List.of(
        new Monitor() {
          @Override
          public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
            return event == StubEvent.COUNTED && detail > capacity(scene.takeCensus())
                ? Optional.of(new Violation(StubProperty.BITS_COUNTED, "the count is " + detail))
                : Optional.empty();
          }
        });
  }

  private static int capacity(Census census) {
    return ((StubCensus) census).chunks().capacity();
  }

  @Override
  public Diagram draw(Census census, Diagram.Names names) {
    StubCensus stub = (StubCensus) census;
    StubCensus.Chunks chunks = stub.chunks();
    List<String> held =
        IntStream.range(0, chunks.capacity())
            .mapToObj(chunks::blockAt)
            .flatMap(
                block ->
                    names.holder(block).map(who -> names.of(block) + " (" + who + ")").stream())
            .toList();
    return new Diagram(
        List.of(
            new Diagram.Slab(
                "heap",
                0,
                true,
                true,
                false,
                stub.count(),
                chunks.capacity(),
                0,
                chunks.places().stream().map(names::of).toList(),
                List.of(),
                List.of(),
                held)),
        List.of(),
        List.of());
  }

  @Override
  public Optional<Statistics> count(Census census, Shape shape) {
    StubCensus stub = (StubCensus) census;
    return Optional.of(
        new Statistics(
            new Statistics.Table(
                "heap",
                List.of(
                    new Statistics.Column("free", "FREE"), new Statistics.Column("taken", "TAKEN")),
                List.of(List.of(stub.count(), (long) stub.taken()))),
            "chunk",
            "type",
            List.of(),
            false,
            stub.taken(),
            stub.taken() * StubHeap.CHUNK));
  }
}
