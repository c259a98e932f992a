package ripsaw.linearizability.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ripsaw.dragonfly.kfree.KfreeFamily;
import ripsaw.dragonfly.kfree.KfreeProperty;
import ripsaw.linearizability.program.Permutations;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.repro.Repro;
import ripsaw.machine.MemoryModel;
import ripsaw.machine.Shape;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.spec.tla.Behavior;
import ripsaw.spec.tla.TlaValue;
import ripsaw.subject.Subject;

/**
 * Makes a counterexample of TLC on the Java: each step of the behaviour by the actor that makes it,
 * and then everything that is still under way to its end. What comes out is a repro, as the
 * explorer writes them.
 */
public final class Counterexample {
  private Counterexample() {}

  /**
   * @param violated what the behaviour violates
   * @return empty if the subject is none that {@code RemoteFree.tla} is about, or cannot follow, or
   *     does not violate the property where the behaviour does
   */
  public static Optional<Repro> repro(Subject subject, Behavior behavior, Property violated) {
    if (subject.family() != new KfreeFamily()) {
      return Optional.empty();
    }
    Walk walk = walk(behavior);
    RemoteFreeState first = (RemoteFreeState) walk.steps().get(0).before();
    Shape shape = Shape.small(first.listed().size(), chunks(walk), first.slabs().size());
    Program program = walk.program(RemoteFreeMapping.INSTANCE, shape);
    Optional<Property> expected = inTheJava(violated);
    Set<Property> sought = expected.map(Set::of).orElseGet(subject::promised);
    for (List<Integer> order : Permutations.of(2 * shape.cpus())) {
      Driver driver = RemoteFreeMapping.INSTANCE.driver(subject, program, sought, true);
      if (!complete(driver, walk, order)) {
        return Optional.empty();
      }
      Optional<Property> found = driver.run().session().found().map(Violation::property);
      if (found.equals(expected)) {
        return Optional.of(
            new Repro(
                subject.id(), program, MemoryModel.SC, expected, Optional.of(driver.schedule())));
      }
    }
    return Optional.empty();
  }

  /**
   * The property by which the Java's checkers see it, in an execution that ends: a chunk that never
   * comes back is stranded. For an empty slab that never goes they have none.
   */
  private static Optional<Property> inTheJava(Property violated) {
    return switch (violated) {
      case KfreeProperty.REMOTE_FREES_RETURN -> Optional.of(KfreeProperty.NO_STRANDING);
      case KfreeProperty.EMPTY_SLABS_RETURN, KfreeProperty.SENDERS_PROGRESS -> Optional.empty();
      default -> Optional.of(violated);
    };
  }

  /** The steps of a behaviour. */
  static Walk walk(Behavior behavior) {
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

  /** Chunks of a slab, as a slab that was just made shows it. */
  private static int chunks(Walk walk) {
    return 1
        + walk.steps().stream()
            .flatMap(step -> ((RemoteFreeState) step.after()).slabs().stream())
            .mapToInt(slab -> slab.unused().size())
            .max()
            .orElse(1);
  }

  /** Follows the walk, and then lets everybody come to an end. */
  private static boolean complete(Driver driver, Walk walk, List<Integer> order) {
    try {
      for (Walk.Step step : walk.steps()) {
        driver.make(step);
      }
      boolean progress = true;
      while (progress) {
        progress = false;
        for (int actor : order) {
          while (driver.canStep(actor)) {
            driver.step(actor);
            progress = true;
          }
        }
      }
      return driver.run().isOver();
    } catch (Driver.Mismatch impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
