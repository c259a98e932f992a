package ripsaw.netbsd.pool.census;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.spec.Property;
import ripsaw.spec.Violation;
import ripsaw.subject.Monitor;

/** Follows which objects are constructed, and who runs constructors and destructors. */
public final class Constructions implements Monitor {
  private final Scene scene;
  private final Set<Long> constructed = new HashSet<>();

  public Constructions(Scene scene) {
    this.scene = scene;
  }

  @Override
  public void granted(Cpu began, Cpu now, long address) {
    if (!constructed.contains(address)) {
      scene
          .machine()
          .watch()
          .violated(wrong("%s gets %#x, which is not constructed", now, address));
    }
  }

  @Override
  public Optional<Violation> happened(Cpu cpu, Event event, long address, long detail) {
    boolean isOfObject = event == PoolEvent.CONSTRUCTED || event == PoolEvent.DESTRUCTED;
    if ((isOfObject || event == PoolEvent.HOOKED) && detail > 0) {
      return Optional.of(
          new Violation(
              PoolProperty.CALLBACKS_UNLOCKED,
              "%s %s %#x with %s of the pool's locks".formatted(cpu, event, address, detail)));
    }
    if (isOfObject) {
      boolean isNews =
          event == PoolEvent.CONSTRUCTED ? constructed.add(address) : constructed.remove(address);
      return isNews
          ? Optional.empty()
          : Optional.of(wrong("%s " + event + " %#x once more", cpu, address));
    }
    return event == PoolEvent.ITEM_FREED && constructed.contains(address)
        ? Optional.of(wrong("%s gives back %#x, which is constructed", cpu, address))
        : Optional.empty();
  }

  private static Violation wrong(String what, Cpu cpu, long address) {
    Property property = PoolProperty.CONSTRUCTION;
    return new Violation(property, what.formatted(cpu, address));
  }
}
