package ripsaw.dragonfly.kfree.census;

import java.util.Optional;
import java.util.stream.Stream;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.spec.Census.Account;
import ripsaw.spec.Violation;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Monitor;
import ripsaw.subject.Verb;

/** Looks at types when they come and go: {@link KfreeProperty#FRESH_TYPES}. */
public final class TypesMade extends SlabWatch {
  private int before;

  public TypesMade(Monitor.Scene scene) {
    super(scene);
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long type, long loose) {
    if (event != KfreeEvent.TYPE_MADE) {
      return Optional.empty();
    }
    Stream<Account> made = census().accounts().stream().filter(one -> one.type() == type);
    boolean isFresh =
        loose == 0
            && made.flatMap(account -> account.slots().stream())
                .allMatch(slot -> slot.count() == 0 && slot.bytes() == 0);
    return isFresh
        ? Optional.empty()
        : violated(KfreeProperty.FRESH_TYPES, "type%d begins with something".formatted(type));
  }

  @Override
  public void begins(Cpu cpu, Verb verb) {
    if (verb == CommonVerb.DESTROY_TYPE) {
      before = census().accounts().size();
    }
  }

  @Override
  public void returned(Cpu cpu, Verb verb) {
    if (verb == CommonVerb.DESTROY_TYPE && census().accounts().size() != before - 1) {
      scene
          .machine()
          .watch()
          .violated(
              new Violation(KfreeProperty.FRESH_TYPES, "a type is destroyed, and its place taken"));
    }
  }
}
