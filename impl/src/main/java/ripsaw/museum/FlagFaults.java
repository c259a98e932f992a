package ripsaw.museum;

import static ripsaw.museum.RemoteFreeMuseum.ALL;
import static ripsaw.museum.RemoteFreeMuseum.UNPROMISED_BY_PIN_LINK_READ;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import ripsaw.dragonfly.PinLinkRead;
import ripsaw.dragonfly.RemoteFree;
import ripsaw.dragonfly.SlabAllocator;
import ripsaw.dragonfly.Zone;
import ripsaw.machine.Cpu;
import ripsaw.machine.Event;
import ripsaw.machine.Machine;
import ripsaw.spec.Checker;
import ripsaw.spec.Property;
import ripsaw.subject.Mutant;

/** One edge wrong in pin–link–read: in the flag, in the pin, in their order. */
final class FlagFaults {
  private FlagFaults() {}

  private static Mutant seeded(
      String name,
      Property property,
      Set<Checker> killers,
      String story,
      Function<Machine, RemoteFree> remote) {
    return RemoteFreeMuseum.seeded(
        name,
        property,
        killers,
        UNPROMISED_BY_PIN_LINK_READ,
        story,
        machine -> new SlabAllocator(machine, remote.apply(machine)));
  }

  static List<Mutant> faults() {
    return List.of(
        seeded(
            "flag-set-after-drain",
            Property.NO_STRANDING,
            ALL,
            "the parking owner drains first and sets the flag then",
            FlagSetAfterDrain::new),
        seeded(
            "flag-never-set",
            Property.PARKED_MARK,
            ALL,
            "the parking owner does not ask for a signal",
            FlagNeverSet::new),
        seeded(
            "park-without-drain",
            Property.NO_STRANDING,
            ALL,
            "an exhausted slab goes off the list without a look at what was linked",
            ParkWithoutDrain::new),
        seeded(
            "flag-cleared-though-full",
            Property.NO_STRANDING,
            ALL,
            "the flag is cleared although the drain brought nothing",
            FlagClearedThoughFull::new),
        seeded(
            "handler-clears-flag-always",
            Property.PARKED_MARK,
            ALL,
            "the handler clears the flag of a parked slab that has nothing for it: takes a second,"
                + " spurious signal",
            HandlerClearsFlagAlways::new),
        seeded(
            "no-pin",
            Property.NO_USE_AFTER_RIP,
            ALL,
            "the flag is read after the link, and nothing keeps the slab there",
            machine ->
                new PinLinkRead(machine) {
                  @Override
                  protected void pin(Cpu cpu, long zone) {}

                  @Override
                  protected void unpin(Cpu cpu, long zone) {}
                }),
        seeded(
            "rip-ignores-pins",
            Property.NO_USE_AFTER_RIP,
            ALL,
            "the tear-down does not look at the pins",
            machine ->
                new PinLinkRead(machine) {
                  @Override
                  public boolean mayRip(Cpu cpu, long zone) {
                    return true;
                  }
                }),
        seeded(
            "pin-after-link",
            Property.NO_USE_AFTER_RIP,
            ALL,
            "the pin is taken after the link",
            PinAfterLink::new),
        seeded(
            "unpin-before-signal",
            Property.NO_USE_AFTER_RIP,
            ALL,
            "the pin is dropped at the send instead of by the handler",
            UnpinBeforeSignal::new),
        seeded(
            "pin-kept",
            Property.PIN_BALANCE,
            ALL,
            "a free that sends no signal keeps its pin",
            PinKept::new),
        seeded(
            "handler-keeps-pin",
            Property.PIN_BALANCE,
            ALL,
            "the handler does not drop the pin that came with the signal",
            HandlerKeepsPin::new),
        seeded(
            "handler-clears-flag-late",
            Property.NO_STRANDING,
            Set.of(),
            "equivalent: the handler clears the flag after the drain. What is linked in between"
                + " sends a signal too many, or is drained at the next exhaustion",
            HandlerClearsFlagLate::new),
        seeded(
            "flag-kept-on-refill",
            Property.NO_STRANDING,
            Set.of(),
            "equivalent: the flag stays set on a listed slab. It costs signals, which this version"
                + " does not bound",
            machine ->
                new PinLinkRead(machine) {
                  @Override
                  protected void clearFlag(Cpu cpu, long zone) {}
                }));
  }

  private static final class FlagSetAfterDrain extends PinLinkRead {
    FlagSetAfterDrain(Machine machine) {
      super(machine);
    }

    @Override
    public boolean park(Cpu cpu, long zone) {
      int drained = drain(cpu, zone);
      if (drained > 0) {
        memory.setPlain(cpu, zone + Zone.FREE, drained);
        return false;
      }
      setFlag(cpu, zone);
      machine.watch().happened(cpu, Event.PARKED, zone, 0);
      return true;
    }
  }

  private static final class FlagNeverSet extends PinLinkRead {
    FlagNeverSet(Machine machine) {
      super(machine);
    }

    @Override
    public boolean park(Cpu cpu, long zone) {
      int drained = drain(cpu, zone);
      memory.setPlain(cpu, zone + Zone.FREE, drained);
      return drained == 0;
    }
  }

  private static final class ParkWithoutDrain extends PinLinkRead {
    ParkWithoutDrain(Machine machine) {
      super(machine);
    }

    @Override
    public boolean park(Cpu cpu, long zone) {
      setFlag(cpu, zone);
      machine.watch().happened(cpu, Event.PARKED, zone, 0);
      return true;
    }
  }

  private static final class FlagClearedThoughFull extends PinLinkRead {
    FlagClearedThoughFull(Machine machine) {
      super(machine);
    }

    @Override
    public boolean park(Cpu cpu, long zone) {
      boolean parked = super.park(cpu, zone);
      clearFlag(cpu, zone);
      return parked;
    }
  }

  private static final class HandlerClearsFlagAlways extends PinLinkRead {
    HandlerClearsFlagAlways(Machine machine) {
      super(machine);
    }

    @Override
    public void take(Cpu cpu, long zone) {
      unpin(cpu, zone);
      clearFlag(cpu, zone);
      slabs().refill(cpu, zone, drain(cpu, zone));
    }
  }

  private static final class HandlerClearsFlagLate extends PinLinkRead {
    HandlerClearsFlagLate(Machine machine) {
      super(machine);
    }

    @Override
    public void take(Cpu cpu, long zone) {
      unpin(cpu, zone);
      int drained = drain(cpu, zone);
      if (drained > 0) {
        clearFlag(cpu, zone);
      }
      slabs().refill(cpu, zone, drained);
    }
  }

  private static final class PinAfterLink extends PinLinkRead {
    PinAfterLink(Machine machine) {
      super(machine);
    }

    @Override
    public void free(Cpu cpu, int type, long zone, long chunk) {
      account(cpu, type, zone);
      boolean first = link(cpu, zone, chunk);
      pin(cpu, zone);
      if (first && readFlagAfterLink(cpu, zone)) {
        signalOwner(cpu, zone);
      } else {
        unpin(cpu, zone);
      }
    }
  }

  private static final class UnpinBeforeSignal extends PinLinkRead {
    UnpinBeforeSignal(Machine machine) {
      super(machine);
    }

    @Override
    public void free(Cpu cpu, int type, long zone, long chunk) {
      account(cpu, type, zone);
      pin(cpu, zone);
      boolean owed = link(cpu, zone, chunk) && readFlagAfterLink(cpu, zone);
      unpin(cpu, zone);
      if (owed) {
        signalOwner(cpu, zone);
      }
    }

    @Override
    public void take(Cpu cpu, long zone) {
      pin(cpu, zone); // what super.take drops
      super.take(cpu, zone);
    }
  }

  private static final class PinKept extends PinLinkRead {
    PinKept(Machine machine) {
      super(machine);
    }

    @Override
    public void free(Cpu cpu, int type, long zone, long chunk) {
      account(cpu, type, zone);
      pin(cpu, zone);
      if (link(cpu, zone, chunk) && readFlagAfterLink(cpu, zone)) {
        signalOwner(cpu, zone);
      }
    }
  }

  private static final class HandlerKeepsPin extends PinLinkRead {
    HandlerKeepsPin(Machine machine) {
      super(machine);
    }

    @Override
    public void take(Cpu cpu, long zone) {
      pin(cpu, zone); // what super.take drops
      super.take(cpu, zone);
    }
  }
}
