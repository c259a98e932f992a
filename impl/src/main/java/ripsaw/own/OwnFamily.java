package ripsaw.own;

import static ripsaw.subject.Workload.Weighted.of;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import ripsaw.machine.Shape;
import ripsaw.spec.Checker;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Family;
import ripsaw.subject.FamilyVerb;
import ripsaw.subject.Monitor;
import ripsaw.subject.NamedProgram;
import ripsaw.subject.Workload;
import ripsaw.subject.Workload.Action;
import ripsaw.subject.Workload.Machines;
import ripsaw.subject.Workload.Phase;
import ripsaw.subject.Workload.Range;
import ripsaw.subject.Workload.Style;
import ripsaw.subject.Workload.Weighted;

/**
 * Subjects of your own. There is one such family for each: what it is asked differs.
 *
 * @param type name of the class
 * @param model of a structure; empty for a heap
 * @param machine of its smallest program, in a program's words
 * @param operations that it has, but for {@code alloc} and {@code free} of a heap
 * @param properties that it is judged by
 */
record OwnFamily(
    String type,
    Optional<SequentialModel> model,
    String machine,
    List<Operation> operations,
    List<Property> properties)
    implements Family {
  /** Of a machine on which nobody asks for one. */
  static final int PAGES = 4;

  /** Of a random program. */
  private static final int MOST_ACTIONS = 60;

  /** What any structure owes its callers. */
  static final Set<CommonProperty> OF_STRUCTURES =
      EnumSet.of(
          CommonProperty.NO_CRASH,
          CommonProperty.NO_DATA_RACE,
          CommonProperty.TERMINATION,
          CommonProperty.LINEARIZABLE);

  @Override
  public String toString() {
    return model.isPresent() ? "structure of your own" : "heap of your own";
  }

  @Override
  public Set<CommonVerb> commonVerbs() {
    return model.isPresent() ? Set.of() : EnumSet.of(CommonVerb.ALLOC, CommonVerb.FREE);
  }

  @Override
  public OptionalLong limit() {
    return OptionalLong.empty();
  }

  @Override
  public boolean hasSizes() {
    return false;
  }

  @Override
  public String inWords(Shape shape) {
    int pages = model.isPresent() ? PAGES : shape.pages();
    if (!shape.equals(Shape.small(shape.cpus(), 2, pages))) {
      return shape.toString();
    }
    return model.isPresent()
        ? "{cpus: %s}".formatted(shape.cpus())
        : "{cpus: %s, blocks: %s}".formatted(shape.cpus(), shape.pages());
  }

  @Override
  public Optional<String> objection(FamilyVerb verb, int cpu) {
    if (verb instanceof Call call) {
      for (Operation operation : operations) {
        if (operation.name().equals(call.operation())
            && operation.takesValue() == call.value().isPresent()) {
          return operation.onlyOn().orElse(cpu) == cpu
              ? Optional.empty()
              : Optional.of(
                  "@OnlyOn(cpu = %s) on %s.%s: let cpu%s not call it"
                      .formatted(operation.onlyOn().getAsInt(), type, call.operation(), cpu));
        }
      }
    }
    return Optional.of("no %s: %s has %s".formatted(verb.word(), type, has()));
  }

  /** As a program would call them. */
  private String has() {
    String called =
        operations.stream().map(one -> one.call(1).word()).collect(Collectors.joining(", "));
    return model.isPresent() ? called : ("alloc, free, " + called).replaceFirst(", $", "");
  }

  @Override
  public List<NamedProgram> programs() {
    return OwnPrograms.of(this);
  }

  /** A heap's only: nobody has said what random histories of a structure are worth. */
  @Override
  public Workload workload() {
    List<Weighted<Action>> actions =
        new ArrayList<>(
            List.of(
                of(9, new Action.AllocateAnySize(List.of(Set.of()))),
                of(8, new Action.Use(CommonVerb.FREE)),
                of(2, new Action.GoToEvent()),
                of(3, new Action.Finish()),
                of(6, new Action.Go())));
    operations.forEach(operation -> actions.add(of(1, new Action.Call(operation.call(0)))));
    return new Workload(
        new Machines(
            List.of(of(8, 2), of(4, 3), of(2, 4)),
            List.of(of(1, 2)),
            new Range(2, 6),
            new Range(0, 0)),
        List.of(
            new Style(
                List.of(BlocksOnMachine.BLOCK_BYTES),
                1,
                false,
                List.of(new Phase(MOST_ACTIONS, actions)))));
  }

  /** There is no model for TLC, and Lincheck runs none of its programs. */
  @Override
  public Set<Property> unseenBy(Checker checker) {
    return switch (checker) {
      case TLC, LINCHECK -> Set.copyOf(properties);
      case JQWIK -> model.isPresent() ? Set.copyOf(properties) : Set.of(CommonProperty.EVERY_PAGE);
      case EXPLORER -> Set.of();
    };
  }

  @Override
  public List<Monitor> monitors(Monitor.Scene scene) {
    List<Monitor> monitors = new ArrayList<>();
    model.ifPresent(one -> monitors.add(new History(one, scene)));
    return monitors;
  }
}
