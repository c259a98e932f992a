package ripsaw.dragonfly.kmallocobj;

import java.util.Optional;
import java.util.function.BiConsumer;
import ripsaw.dragonfly.kmallocobj.census.KmallocObjProperty;
import ripsaw.machine.Cpu;
import ripsaw.subject.Caller;
import ripsaw.subject.FamilyVerb;

/** What callers of the object allocator may do, and the clock. */
public enum KmallocObjVerb implements FamilyVerb {
  /** {@code read a}: looks at what another may free meanwhile, in a hold of its own. */
  READ("read") {
    @Override
    public boolean takesName() {
      return true;
    }

    @Override
    public boolean run(Caller caller, String name) {
      HOLD.run(caller, "");
      boolean found = caller.look(name, KmallocObjProperty.TYPE_STABILITY);
      DROP.run(caller, "");
      return found;
    }
  },
  /** An existential lock: what the cpu finds from here on stays of its type. Nests. */
  HOLD("hold") {
    @Override
    public boolean run(Caller caller, String name) {
      return call(caller, TypeStable::hold);
    }
  },
  DROP("drop") {
    @Override
    public Optional<FamilyVerb> ends() {
      return Optional.of(HOLD);
    }

    @Override
    public boolean run(Caller caller, String name) {
      return call(caller, TypeStable::drop);
    }
  },
  /** The clock interrupts all cpus. */
  TICK("tick") {
    @Override
    public boolean run(Caller caller, String name) {
      return call(caller, TypeStable::tick);
    }
  },
  /** The clock interrupts this cpu. */
  TICK_HERE("tick-here") {
    @Override
    public boolean run(Caller caller, String name) {
      return call(caller, TypeStable::tickHere);
    }
  };

  private final String word;

  KmallocObjVerb(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }

  /** Whoever is no such allocator has nothing to do. */
  boolean call(Caller caller, BiConsumer<TypeStable, Cpu> what) {
    caller.call(
        this,
        () -> {
          if (caller.allocator() instanceof TypeStable allocator) {
            what.accept(allocator, caller.cpu());
          }
        });
    return true;
  }
}
