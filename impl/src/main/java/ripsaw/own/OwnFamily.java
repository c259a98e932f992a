package ripsaw.own;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Family;
import ripsaw.subject.Monitor;
import ripsaw.subject.NamedProgram;
import ripsaw.subject.Workload;

/**
 * Subjects of your own. There is one such family for each: what it is asked differs.
 *
 * @param model of a structure; empty for a heap
 * @param machine of its programs, in a program's words
 * @param properties that it is judged by
 */
record OwnFamily(Optional<SequentialModel> model, String machine, List<Property> properties)
    implements Family {
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
  public List<NamedProgram> programs() {
    String smallest =
        model
            .map(one -> "cpu0: " + one.operations().values().iterator().next().call(1))
            .orElse("cpu0: a = alloc " + BlocksOnMachine.BLOCK_BYTES + "; free a");
    return List.of(NamedProgram.explored("one cpu alone", "machine: " + machine + "\n" + smallest));
  }

  /** Nobody asks: its programs are all small ones. */
  @Override
  public Workload workload() {
    return new Workload(
        new Workload.Machines(
            List.of(), List.of(), new Workload.Range(1, 1), new Workload.Range(0, 0)),
        List.of());
  }

  @Override
  public List<Monitor> monitors(Monitor.Scene scene) {
    List<Monitor> monitors = new ArrayList<>();
    model.ifPresent(one -> monitors.add(new History(one, scene)));
    return monitors;
  }
}
