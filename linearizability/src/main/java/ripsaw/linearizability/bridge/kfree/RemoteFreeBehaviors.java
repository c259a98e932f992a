package ripsaw.linearizability.bridge.kfree;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.linearizability.bridge.BehaviorReader;
import ripsaw.linearizability.bridge.Numbers;
import ripsaw.linearizability.bridge.Walk;
import ripsaw.machine.Shape;
import ripsaw.spec.Property;
import ripsaw.spec.tla.Behavior;
import ripsaw.spec.tla.TlaValue;

/** Reads behaviours of {@code RemoteFree.tla}. */
final class RemoteFreeBehaviors implements BehaviorReader {
  @Override
  public String subject(String config) {
    return RemoteFreeConfig.subject(config);
  }

  /**
   * A chunk that never comes back is stranded. That a sender makes no progress, an execution that
   * ends does not show.
   */
  @Override
  public Optional<Property> inTheJava(Property violated) {
    if (violated == KfreeProperty.REMOTE_FREES_RETURN) {
      return Optional.of(KfreeProperty.NO_STRANDING);
    }
    return violated == KfreeProperty.SENDERS_PROGRESS ? Optional.empty() : Optional.of(violated);
  }

  @Override
  public Shape shape(Walk walk) {
    RemoteFreeState first = (RemoteFreeState) walk.steps().get(0).before();
    return Shape.small(first.listed().size(), chunks(walk), first.slabs().size());
  }

  /** Chunks of a slab, as a slab that was just made shows it. */
  private static int chunks(Walk walk) {
    return 1
        + walk.steps().stream()
            .flatMap(step -> ((RemoteFreeState) step.after()).slabs().stream())
            .mapToInt(slab -> slab.unused().size())
            .max()
            .orElse(1);
  }

  @Override
  public Walk walk(Behavior behavior) {
    List<Walk.Step> steps = new ArrayList<>();
    List<Behavior.State> states = behavior.states();
    for (int i = 1; i < states.size(); i++) {
      Map<String, TlaValue> before = states.get(i - 1).variables();
      Map<String, TlaValue> after = states.get(i).variables();
      RemoteFreeState from = RemoteFreeState.of(before);
      RemoteFreeState to = RemoteFreeState.of(after);
      String action = states.get(i).action();
      steps.add(new Walk.Step(action, cpu(before, after, from, to), from, to));
    }
    return new Walk(steps);
  }

  /** Whose actor moved, or whose slab changed. */
  private static int cpu(
      Map<String, TlaValue> before,
      Map<String, TlaValue> after,
      RemoteFreeState from,
      RemoteFreeState to) {
    Map<TlaValue, TlaValue> actors = ((TlaValue.Function) before.get("step")).values();
    for (TlaValue actor : actors.keySet()) {
      // A rip also says of others that their slab is gone; it is no step of theirs.
      TlaValue was = before.get("step").at(actor);
      TlaValue is = after.get("step").at(actor);
      if (!was.equals(is) && !goes(was, is)) {
        return Numbers.of(actor.list().get(0));
      }
    }
    for (int place = 0; place < from.slabs().size(); place++) {
      RemoteFreeState.Slab was = from.slabs().get(place);
      RemoteFreeState.Slab is = to.slabs().get(place);
      if (!was.equals(is)) {
        return is.owner() == Numbers.NONE ? was.owner() : is.owner();
      }
    }
    throw new IllegalArgumentException("nothing changes in this step");
  }

  private static boolean goes(TlaValue was, TlaValue is) {
    return !was.field("gone").isTrue() && is.field("gone").isTrue();
  }
}
