package ripsaw.linearizability.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.linearizability.execution.Move.Pace;
import ripsaw.linearizability.explore.Df9daea;
import ripsaw.linearizability.explore.GrantsNothing;
import ripsaw.linearizability.explore.LoopSubject;
import ripsaw.linearizability.program.Operation;
import ripsaw.machine.Cpu;
import ripsaw.machine.MachineEvent;
import ripsaw.machine.Shape;
import ripsaw.spec.Checker;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Catalogue;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Subject;

/** Schedules written by hand, of two or three cpus with two chunks a slab. */
class ManualRunTest {
  private static final Set<Property> ALL = Set.copyOf(Property.all());
  private static final Set<Property> NONE = Set.of();

  /** No operation in here has as many accesses. */
  private static final int MOST_ACCESSES = 40;

  private final Transcript trace = new Transcript();

  private ManualRun execution(String subject, Set<Property> sought) {
    return new ManualRun(
        Catalogue.load().find(subject).orElseThrow(), Shape.small(3, 2, 6), sought, trace);
  }

  /** From beginning to end, with nothing at the same time. */
  private static void whole(ManualRun execution, int cpu, String... operations) {
    for (String operation : operations) {
      start(execution, cpu, operation);
      assertThat(execution.finish(cpu)).as(operation).isFalse();
    }
  }

  private static void start(ManualRun execution, int cpu, String operation) {
    execution.start(cpu, Operation.parse(operation));
  }

  /** The owner parks the slab while another cpu is {@code accesses} into the free of a chunk. */
  private ManualRun parkWithin(int accesses, String subject, Set<Property> sought) {
    ManualRun execution = execution(subject, sought);
    whole(execution, 0, "a = alloc 64");
    start(execution, 0, "b = alloc 64");
    start(execution, 1, "free a");
    execution.run(1, accesses);
    execution.finish(0);
    execution.finish(1);
    execution.settle();
    return execution;
  }

  /** Two slabs of cpu0's are parked, and each free of one of their chunks sends a signal. */
  @Test
  void aSenderWaitsForRoomInAMailboxOfTheSizeThatTheMachineSays() {
    Shape shape = Shape.small(2, 2, 6).withSignals(1);
    ManualRun execution = new ManualRun(Df9daea.REFERENCE, shape, ALL, trace);
    whole(execution, 0, "a = alloc 64", "b = alloc 64", "c = alloc 64", "d = alloc 64");
    whole(execution, 1, "free a");
    start(execution, 1, "free c");
    assertThat(execution.finish(1)).as("it waits").isTrue();
    assertThat(execution.canRun(1)).isFalse();
    execution.interrupt(0);
    execution.finish(0);
    assertThat(execution.finish(1)).as("it waits no more").isFalse();
    execution.settle();
    assertThat(execution.session().found()).isEmpty();
  }

  private List<Integer> accessesThatLoseTheSignal(String subject, Set<Property> sought) {
    List<Integer> losing = new ArrayList<>();
    for (int accesses = 0; accesses <= MOST_ACCESSES; accesses++) {
      ManualRun execution = parkWithin(accesses, subject, sought);
      if (execution.session().found().isPresent()) {
        losing.add(accesses);
      }
      assertThat(execution.session().alsoSeen()).isEmpty();
    }
    return losing;
  }

  private int oneThatLosesTheSignal() {
    return accessesThatLoseTheSignal("dragonfly/df9daea", Set.of(KfreeProperty.NO_STRANDING))
        .getFirst();
  }

  @Test
  void df9daeaLosesTheSignalIfTheOwnerParksBetweenReadAndLink() {
    List<Integer> losing = accessesThatLoseTheSignal("dragonfly/df9daea", ALL);
    assertThat(losing).isNotEmpty().hasSizeLessThan(MOST_ACCESSES / 2);
    assertThat(
            parkWithin(losing.getFirst(), "dragonfly/df9daea", ALL)
                .session()
                .found()
                .map(Violation::property))
        .contains(KfreeProperty.NO_STRANDING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dragonfly/reference", "dragonfly/pin-link-read"})
  void aReferenceLosesItNowhere(String subject) {
    assertThat(accessesThatLoseTheSignal(subject, ALL)).isEmpty();
  }

  @Test
  void aFreeIsShorterThanTheSearch() {
    ManualRun execution = execution("dragonfly/df9daea", ALL);
    whole(execution, 0, "a = alloc 64");
    start(execution, 1, "free a");
    assertThat(execution.run(1, MOST_ACCESSES)).isFalse();
  }

  @Test
  void aSoughtViolationEndsTheExecution() {
    int accesses = oneThatLosesTheSignal();
    Set<Property> sought = Set.of(KfreeProperty.NO_STRANDING);
    ManualRun execution = parkWithin(accesses, "dragonfly/df9daea", sought);
    assertThat(execution.isOver()).isTrue();
    assertThat(execution.wasCut()).isFalse();
    assertThat(execution.session().alsoSeen()).isEmpty();
    int before = execution.accesses();
    start(execution, 2, "c = alloc 64");
    execution.settle();
    assertThat(execution.accesses()).isEqualTo(before);
    assertThat(trace.events())
        .contains("VIOLATED " + execution.session().found().orElseThrow())
        .contains("cpu0: b = alloc 64", "cpu1: free a");
  }

  @Test
  void aViolationThatIsNotSoughtIsRememberedAndTheExecutionGoesOn() {
    ManualRun execution = parkWithin(oneThatLosesTheSignal(), "dragonfly/df9daea", NONE);
    assertThat(execution.isOver()).isFalse();
    assertThat(execution.session().found()).isEmpty();
    assertThat(execution.session().alsoSeen())
        .extracting(Violation::property)
        .containsExactly(KfreeProperty.NO_STRANDING);
    whole(execution, 2, "c = alloc 64");
    assertThat(execution.session().heldNames()).containsExactly("b", "c");
  }

  @Test
  void theSameMovesGiveTheSameExecution() {
    List<Move> moves =
        List.of(
            new Move.Allocate(0, false, 64, Set.of(), Pace.TO_END),
            new Move.Allocate(0, false, 64, Set.of(), Pace.of(2)),
            new Move.Start(1, CommonVerb.FREE, 0, 0, Pace.TO_EVENT),
            new Move.Allocate(2, true, 100, Set.of(), Pace.TO_EVENT),
            new Move.RunToEvent(0),
            new Move.Run(1, 3),
            new Move.Finish(0),
            new Move.Interrupt(0),
            new Move.Run(2, 5),
            new Move.Finish(1),
            Move.Start.of(1, CommonVerb.TIDY, Pace.TO_END));
    List<String> once = linesOf(moves);
    assertThat(linesOf(moves)).isEqualTo(once);
    assertThat(once).hasSizeGreaterThan(2 * moves.size()).anyMatch(line -> line.contains("links"));
    assertThat(linesOf(moves.reversed())).isNotEqualTo(once);
  }

  private static List<String> linesOf(List<Move> moves) {
    Transcript trace = new Transcript();
    ManualRun execution =
        new ManualRun(
            Catalogue.load().find("dragonfly/df9daea").orElseThrow(),
            Shape.small(3, 2, 6),
            NONE,
            trace);
    moves.forEach(move -> move.make(execution));
    execution.settle();
    return trace.lines();
  }

  @Test
  void aCpuTakesASignalInTheMiddleOfARemoteFree() {
    ManualRun execution = execution("dragonfly/reference", ALL);
    whole(execution, 0, "a = alloc 64", "b = alloc 64");
    whole(execution, 1, "c = alloc 64", "d = alloc 64");
    start(execution, 0, "free c");
    execution.run(0, 1);
    assertThat(execution.canTakeSignal(0)).isFalse();
    whole(execution, 1, "free a");
    assertThat(execution.canTakeSignal(0)).isTrue();
    execution.interrupt(0);
    assertThat(execution.finish(0)).isFalse();
    List<String> events = trace.events();
    assertThat(events.subList(events.indexOf("cpu0: free c"), events.size()))
        .extracting(ManualRunTest::withoutObject)
        .containsSubsequence("cpu0 * takes a signal", "cpu0 * drains", "cpu0 * links");
    execution.settle();
    assertThat(execution.session().found()).isEmpty();
    assertThat(execution.session().coverage().of(MachineEvent.SIGNAL_TAKEN)).isEqualTo(2);
  }

  private static String withoutObject(String event) {
    return event.replaceFirst("( about)? \\S+$", "");
  }

  @Test
  void aSignalIsLeftAloneUntilSomebodyAsksForIt() {
    ManualRun execution = execution("dragonfly/reference", ALL);
    whole(execution, 0, "a = alloc 64", "b = alloc 64");
    whole(execution, 1, "free a");
    whole(execution, 0, "c = alloc 64", "free c");
    assertThat(execution.canTakeSignal(0)).isTrue();
    assertThat(execution.session().coverage().of(MachineEvent.SIGNAL_TAKEN)).isZero();
    execution.settle();
    assertThat(execution.canTakeSignal(0)).isFalse();
    assertThat(execution.session().coverage().of(MachineEvent.SIGNAL_TAKEN)).isEqualTo(1);
  }

  @Test
  void aCpuThatWaitsForAnotherRunsOnlyWhenThatIsDone() {
    ManualRun execution = execution("dragonfly/reference", ALL);
    whole(execution, 0, "a = alloc 64", "b = alloc 64");
    whole(execution, 1, "free a");
    start(execution, 1, "destroy-type");
    assertThat(execution.finish(1)).isTrue();
    assertThat(execution.canRun(1)).isFalse();
    execution.interrupt(0);
    execution.finish(0);
    assertThat(execution.canRun(1)).isTrue();
    assertThat(execution.finish(1)).isFalse();
    assertThat(execution.session().hasLimitedType()).isFalse();
  }

  @Test
  void coverageCountsARipAndTheNextSlabThereOfAnotherCpu() {
    ManualRun execution = execution("dragonfly/reference", ALL);
    Coverage coverage = execution.session().coverage();
    whole(execution, 0, "a = alloc 64", "b = alloc 64", "c = alloc 64", "free a");
    assertThat(coverage.of(MachineEvent.SLAB_RIPPED)).isZero();
    whole(execution, 0, "free b", "d = alloc 64");
    assertThat(coverage.of(MachineEvent.SLAB_RIPPED)).isEqualTo(1);
    assertThat(coverage.of(MachineEvent.PAGES_FREED)).isEqualTo(1);
    assertThat(coverage.elsewhere(MachineEvent.SLAB_CREATED)).isZero();
    assertThat(
            coverage.missing(
                Catalogue.load().find("dragonfly/reference").orElseThrow(), Checker.EXPLORER))
        .contains("another cpu made a slab where a slab was ripped");
    whole(execution, 1, "e = alloc 64");
    assertThat(coverage.elsewhere(MachineEvent.SLAB_CREATED)).isEqualTo(1);
    assertThat(coverage.of(MachineEvent.SLAB_CREATED)).isEqualTo(3);
    assertThat(
            coverage.missing(
                Catalogue.load().find("dragonfly/reference").orElseThrow(), Checker.EXPLORER))
        .containsExactly(
            "a chunk was freed on another cpu than the one that asked for it",
            "a signal was taken");
    assertThat(execution.session().found()).isEmpty();
  }

  @Test
  void aSlabOfTheSameCpuAgainIsNotRecreatedElsewhere() {
    ManualRun execution = execution("dragonfly/reference", ALL);
    Coverage coverage = execution.session().coverage();
    whole(execution, 0, "a = alloc 64", "b = alloc 64", "c = alloc 64", "free a", "free b");
    whole(execution, 0, "d = alloc 64", "e = alloc 64");
    assertThat(coverage.of(MachineEvent.SLAB_RIPPED)).isEqualTo(1);
    assertThat(coverage.of(MachineEvent.SLAB_CREATED)).isEqualTo(3);
    assertThat(coverage.elsewhere(MachineEvent.SLAB_CREATED)).isZero();
  }

  /**
   * Two cpus free into a parked slab, and the owner takes the signal of one while the other is so
   * many accesses into its free.
   */
  private Set<Property> exceededBy(String subject) {
    Coverage campaign = new Coverage();
    for (int accesses = 0; accesses <= MOST_ACCESSES; accesses++) {
      ManualRun execution = execution(subject, NONE);
      whole(execution, 0, "a = alloc 64", "b = alloc 64");
      start(execution, 2, "free b");
      execution.run(2, accesses);
      whole(execution, 1, "free a");
      execution.interrupt(0);
      execution.finish(0);
      execution.finish(2);
      execution.settle();
      campaign.add(execution.session().coverage());
    }
    assertThat(campaign.of(MachineEvent.SIGNAL_TAKEN)).isPositive();
    return campaign.exceeded();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dragonfly/5fee07e",
        "dragonfly/28135cc",
        "dragonfly/722871d",
        "dragonfly/df9daea",
        "dragonfly/f86fcbe"
      })
  void aFlagAllowsTwoSignalsInOneSpell(String subject) {
    assertThat(exceededBy(subject)).containsExactly(KfreeProperty.ONE_SIGNAL_PER_SPELL);
  }

  @Test
  void theMarkOfTheReferenceAllowsOnlyOne() {
    assertThat(exceededBy("dragonfly/reference")).isEmpty();
    for (int accesses = 0; accesses <= MOST_ACCESSES; accesses++) {
      assertThat(parkWithin(accesses, "dragonfly/reference", ALL).session().coverage().exceeded())
          .isEmpty();
    }
  }

  // ------------------------------------------------------------------- loops

  private static ManualRun looping(LoopSubject loop) {
    return new ManualRun(loop.subject(), loop.program().shape(), loop.subject().promised());
  }

  /** Many more accesses in all than an execution may have, if none of them changed anything. */
  @Test
  void whoWaitsInALoopLeavesTheOtherItsTime() {
    ManualRun execution =
        looping(
            LoopSubject.of(
                (heap, cpu) -> heap.spin(cpu, 0, 2),
                (heap, cpu) -> {
                  heap.store(cpu, 0, 1);
                  for (int word = 1; word <= 80; word++) {
                    for (int i = 0; i < 5; i++) {
                      heap.load(cpu, word);
                    }
                  }
                  heap.store(cpu, 0, 2);
                }));
    start(execution, 0, "a = alloc 0");
    start(execution, 1, "b = alloc 1");
    for (int i = 0; i < 420; i++) {
      execution.finish(0);
      execution.run(1, 1);
    }
    execution.settle();
    assertThat(execution.session().found()).isEmpty();
    assertThat(execution.isIdle(0)).isTrue();
    assertThat(execution.isIdle(1)).isTrue();
  }

  @Test
  void whoWaitsInALoopForWhatNobodyDoesGoesRoundForEver() {
    ManualRun execution =
        looping(
            LoopSubject.of(
                (heap, cpu) -> heap.spin(cpu, 0, 2), (heap, cpu) -> heap.store(cpu, 0, 1)));
    start(execution, 0, "a = alloc 0");
    start(execution, 1, "b = alloc 1");
    execution.settle();
    assertThat(execution.session().found())
        .contains(
            new Violation(
                CommonProperty.TERMINATION,
                "cpu0 goes round for ever: 1000 identical rounds of 1 step"));
    assertThat(execution.wasCut()).isFalse();
  }

  @Test
  void whoCountsForEverIsCut() {
    ManualRun execution =
        looping(
            LoopSubject.of(
                (heap, cpu) -> {
                  long count = 0;
                  while (heap.load(cpu, 0) == 0) {
                    heap.store(cpu, 1, ++count);
                  }
                }));
    start(execution, 0, "a = alloc 0");
    execution.settle();
    assertThat(execution.session().found())
        .contains(new Violation(CommonProperty.TERMINATION, "no end after 100000 accesses"));
    assertThat(execution.wasCut()).isTrue();
  }

  /** Before any cpu runs, nobody would end it, and no access is counted. */
  @Test
  void aTypeThatIsCreatedWithoutEndViolatesTermination() {
    Subject subject = LoopSubject.of().subject();
    ManualRun execution =
        new ManualRun(
            new Subject(
                subject.id(),
                subject.summary(),
                subject.origin(),
                subject.family(),
                subject.kind(),
                subject.violates(),
                subject.unpromised(),
                machine ->
                    new GrantsNothing(machine) {
                      @Override
                      public int createType(Cpu cpu, long limit) {
                        while (machine.memory().getAcquire(cpu, machine.sharedWord(0)) == 0) {
                          // Until another cpu sets it.
                        }
                        return 0;
                      }

                      @Override
                      public long allocate(Cpu cpu, int type, long bytes, Flag... flags) {
                        return ZERO_SIZE;
                      }
                    }),
            Df9daea.PROGRAM.shape(),
            ALL);
    assertThat(execution.isOver()).isTrue();
    assertThat(execution.session().found())
        .contains(
            new Violation(
                CommonProperty.TERMINATION, "cpu0 makes no end of an operation, beforehand"));
  }
}
