package ripsaw.dragonfly.kfree.mutants;

import static ripsaw.dragonfly.kfree.mutants.KfreeMutants.mutantOfPinLinkRead;
import static ripsaw.subject.Killers.ALL;
import static ripsaw.subject.Killers.NOBODY;

import java.util.List;
import ripsaw.dragonfly.kfree.PinLinkRead;
import ripsaw.dragonfly.kfree.SlabHeader;
import ripsaw.dragonfly.kfree.census.KfreeEvent;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.spec.CommonProperty;
import ripsaw.subject.Mutant;

/** One edge wrong in pin–link–read: in the flag, in the pin, in their order. */
final class FlagMutants {
  private FlagMutants() {}

  static List<Mutant> mutants() {
    return List.of(
        mutantOfPinLinkRead("flag-set-after-drain")
            .breaks(KfreeProperty.NO_STRANDING)
            .foundBy(ALL)
            .because("the parking owner drains first and sets the flag then")
            .as(OneEdge.remote(FlagSetAfterDrain::new)),
        mutantOfPinLinkRead("flag-never-set")
            .breaks(KfreeProperty.PARKED_MARK)
            .foundBy(ALL)
            .because("the parking owner does not ask for a signal")
            .as(OneEdge.remote(FlagNeverSet::new)),
        mutantOfPinLinkRead("park-without-drain")
            .breaks(KfreeProperty.NO_STRANDING)
            .foundBy(ALL)
            .because("an exhausted slab goes off the list without a look at what was linked")
            .as(OneEdge.remote(ParkWithoutDrain::new)),
        mutantOfPinLinkRead("flag-cleared-though-full")
            .breaks(KfreeProperty.NO_STRANDING)
            .foundBy(ALL)
            .because("the flag is cleared although the drain brought nothing")
            .as(OneEdge.remote(FlagClearedThoughFull::new)),
        mutantOfPinLinkRead("handler-clears-flag-always")
            .breaks(KfreeProperty.PARKED_MARK)
            .foundBy(ALL)
            .because(
                "the handler clears the flag of a parked slab that has nothing for it: takes a"
                    + " second,"
                    + " spurious signal")
            .as(OneEdge.remote(HandlerClearsFlagAlways::new)),
        mutantOfPinLinkRead("no-pin")
            .breaks(CommonProperty.NO_USE_AFTER_RIP)
            .foundBy(ALL)
            .because("the flag is read after the link, and nothing keeps the slab there")
            .as(
                OneEdge.remote(
                    machine ->
                        new PinLinkRead(machine) {
                          @Override
                          protected void pin(Cpu cpu, long zone) {}

                          @Override
                          protected void unpin(Cpu cpu, long zone) {}
                        })),
        mutantOfPinLinkRead("rip-ignores-pins")
            .breaks(CommonProperty.NO_USE_AFTER_RIP)
            .foundBy(ALL)
            .because("the tear-down does not look at the pins")
            .as(
                OneEdge.remote(
                    machine ->
                        new PinLinkRead(machine) {
                          @Override
                          public boolean mayRip(Cpu cpu, long zone) {
                            return true;
                          }
                        })),
        mutantOfPinLinkRead("pin-after-link")
            .breaks(CommonProperty.NO_USE_AFTER_RIP)
            .foundBy(ALL)
            .because("the pin is taken after the link")
            .as(OneEdge.remote(PinAfterLink::new)),
        mutantOfPinLinkRead("unpin-before-signal")
            .breaks(CommonProperty.NO_USE_AFTER_RIP)
            .foundBy(ALL)
            .because("the pin is dropped at the send instead of by the handler")
            .as(OneEdge.remote(UnpinBeforeSignal::new)),
        mutantOfPinLinkRead("pin-kept")
            .breaks(KfreeProperty.PIN_BALANCE)
            .foundBy(ALL)
            .because("a free that sends no signal keeps its pin")
            .as(OneEdge.remote(PinKept::new)),
        mutantOfPinLinkRead("handler-keeps-pin")
            .breaks(KfreeProperty.PIN_BALANCE)
            .foundBy(ALL)
            .because("the handler does not drop the pin that came with the signal")
            .as(OneEdge.remote(HandlerKeepsPin::new)),
        mutantOfPinLinkRead("handler-clears-flag-late")
            .breaks(KfreeProperty.NO_STRANDING)
            .foundBy(NOBODY)
            .because(
                "equivalent: the handler clears the flag after the drain. What is linked in between"
                    + " sends a signal too many, or is drained at the next exhaustion")
            .as(OneEdge.remote(HandlerClearsFlagLate::new)),
        mutantOfPinLinkRead("flag-kept-on-refill")
            .breaks(KfreeProperty.NO_STRANDING)
            .foundBy(NOBODY)
            .because(
                "equivalent: the flag stays set on a listed slab. It costs signals, which this"
                    + " version"
                    + " does not bound")
            .as(
                OneEdge.remote(
                    machine ->
                        new PinLinkRead(machine) {
                          @Override
                          protected void clearFlag(Cpu cpu, long zone) {}
                        })));
  }

  private static final class FlagSetAfterDrain extends PinLinkRead {
    FlagSetAfterDrain(Machine machine) {
      super(machine);
    }

    @Override
    public boolean park(Cpu cpu, long zone) {
      int drained = drain(cpu, zone);
      if (drained > 0) {
        memory.setPlain(cpu, zone + SlabHeader.FREE, drained);
        return false;
      }
      setFlag(cpu, zone);
      machine.watch().happened(cpu, KfreeEvent.PARKED, zone, 0);
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
      memory.setPlain(cpu, zone + SlabHeader.FREE, drained);
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
      machine.watch().happened(cpu, KfreeEvent.PARKED, zone, 0);
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
      refill(cpu, zone, drain(cpu, zone));
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
      refill(cpu, zone, drained);
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
