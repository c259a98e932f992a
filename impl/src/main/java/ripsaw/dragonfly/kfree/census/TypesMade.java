package ripsaw.dragonfly.kfree.census;

import java.util.Optional;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.spec.Violation;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Monitor;
import ripsaw.subject.Verb;

/** Looks at types when they come and go: {@link KfreeProperty#FRESH_TYPES}. */
public final class TypesMade extends SlabWatch {
  /** How many there are at most, and of these are being destroyed. */
  private int live;

  private int ending;

  /**
   * @param scene without a type yet
   */
  public TypesMade(Monitor.Scene scene) {
    super(scene);
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long type, long loose) {
    if (event != KfreeEvent.TYPE_MADE) {
      return Optional.empty();
    }
    live++;
    boolean isFresh =
        loose == 0
            && haveTheirPlaces()
            && census().accounts().stream()
                .filter(one -> one.type() == type)
                .flatMap(account -> account.slots().stream())
                .allMatch(slot -> slot.count() == 0 && slot.bytes() == 0);
    return isFresh
        ? Optional.empty()
        : violated(KfreeProperty.FRESH_TYPES, "type%s begins with something".formatted(type));
  }

  private boolean haveTheirPlaces() {
    int places = census().accounts().size();
    return live - ending <= places && places <= live;
  }

  @Override
  public void begins(Cpu cpu, Verb verb) {
    if (endsAType(verb)) {
      ending++;
    }
  }

  @Override
  public void returned(Cpu cpu, Verb verb) {
    if (endsAType(verb)) {
      ending--;
      live--;
      if (!haveTheirPlaces()) {
        scene
            .machine()
            .watch()
            .violated(
                new Violation(
                    KfreeProperty.FRESH_TYPES, "a type is destroyed, and its place taken"));
      }
    }
  }

  /** An allocator that never told of a type that it made is not asked where it keeps them. */
  private boolean endsAType(Verb verb) {
    return verb == CommonVerb.DESTROY_TYPE && live > 0;
  }
}
