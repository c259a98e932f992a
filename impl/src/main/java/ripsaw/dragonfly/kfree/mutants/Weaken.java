package ripsaw.dragonfly.kfree.mutants;

import java.util.Locale;
import java.util.Map;
import ripsaw.dragonfly.Accounting;
import ripsaw.dragonfly.kfree.OwnerSlabs;
import ripsaw.dragonfly.kfree.ParkedWord;
import ripsaw.dragonfly.kfree.PinLinkRead;
import ripsaw.dragonfly.kfree.RemoteWord;
import ripsaw.dragonfly.kfree.SlabAllocator;
import ripsaw.dragonfly.kfree.SlabHeader;
import ripsaw.machine.Cpu;
import ripsaw.machine.IpiQueue;
import ripsaw.machine.Machine;
import ripsaw.machine.MachineObserver;
import ripsaw.machine.Memory;
import ripsaw.machine.PageTable;
import ripsaw.subject.Allocator;

/**
 * Weakens the order of an access at a named place of the lockless path, or of several. All other
 * accesses stay as they are.
 */
final class Weaken {
  /** What of the reference an access is in; the flag is that of pin–link–read. */
  private enum Part {
    WORD,
    PAGE_TABLE,
    MAILBOX,
    ACCOUNTING,
    FLAG
  }

  /** An access, by what it does there. */
  enum Place {
    HEAD_READ(Part.WORD),
    LINK(Part.WORD),
    PARK(Part.WORD),
    UNPARK(Part.WORD),
    LIST_READ(Part.WORD),
    TAKE(Part.WORD),
    PAGE_TABLE_READ(Part.PAGE_TABLE),
    PAGE_TABLE_WRITE(Part.PAGE_TABLE),
    ANNOUNCE(Part.MAILBOX),
    ANNOUNCEMENT_READ(Part.MAILBOX),
    MESSAGE_WRITE(Part.MAILBOX),
    MESSAGE_READ(Part.MAILBOX),
    CONSUME(Part.MAILBOX),
    ROOM_READ(Part.MAILBOX),
    SLOT_READ(Part.ACCOUNTING),
    SLOT_WRITE(Part.ACCOUNTING),
    LOOSE_READ(Part.ACCOUNTING),
    LOOSE_WRITE(Part.ACCOUNTING),
    FLAG_SET(Part.FLAG),
    FLAGGED_LIST_READ(Part.FLAG),
    FLAGGED_LINK(Part.FLAG),
    FLAG_READ(Part.FLAG);

    private final Part part;

    Place(Part part) {
      this.part = part;
    }

    /** As in the name of a mutant. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Map<Place, WeakOrder> orders;

  Weaken(Map<Place, WeakOrder> orders) {
    this.orders = orders;
  }

  /** The version that has these places. What holds none of them is as it always is. */
  Allocator start(Machine machine) {
    if (isIn(Part.PAGE_TABLE)) {
      machine.usePageTable(pageTable(machine));
    }
    if (isIn(Part.MAILBOX)) {
      machine.useMailboxes(this::mailbox);
    }
    if (isIn(Part.FLAG)) {
      return new SlabAllocator(machine, pinLinkRead(machine));
    }
    RemoteWord word = isIn(Part.WORD) ? word(machine) : new RemoteWord(machine);
    Accounting accounting = isIn(Part.ACCOUNTING) ? accounting(machine) : new Accounting(machine);
    return new SlabAllocator(machine, new ParkedWord(new OwnerSlabs(machine), accounting, word));
  }

  private boolean isIn(Part part) {
    return orders.keySet().stream().anyMatch(place -> place.part == part);
  }

  private boolean weakens(Place place) {
    return orders.containsKey(place);
  }

  private WeakOrder at(Place place) {
    return orders.get(place);
  }

  private RemoteWord word(Machine machine) {
    return new RemoteWord(machine) {
      @Override
      protected long readHead(Cpu cpu, long word) {
        return weakens(Place.HEAD_READ)
            ? at(Place.HEAD_READ).get(memory, cpu, word)
            : super.readHead(cpu, word);
      }

      @Override
      protected boolean publish(Cpu cpu, long word, long head, long chunk) {
        return weakens(Place.LINK)
            ? at(Place.LINK).compareAndSet(memory, cpu, word, head, chunk)
            : super.publish(cpu, word, head, chunk);
      }

      @Override
      public boolean park(Cpu cpu, long word) {
        return weakens(Place.PARK)
            ? at(Place.PARK).compareAndSet(memory, cpu, word, 0, PARKED)
            : super.park(cpu, word);
      }

      @Override
      public void unpark(Cpu cpu, long word) {
        if (weakens(Place.UNPARK)) {
          at(Place.UNPARK).compareAndSet(memory, cpu, word, PARKED, 0);
        } else {
          super.unpark(cpu, word);
        }
      }

      @Override
      protected long readList(Cpu cpu, long word) {
        return weakens(Place.LIST_READ)
            ? at(Place.LIST_READ).get(memory, cpu, word)
            : super.readList(cpu, word);
      }

      @Override
      protected long swapList(Cpu cpu, long word) {
        return weakens(Place.TAKE)
            ? at(Place.TAKE).getAndSet(memory, cpu, word, 0)
            : super.swapList(cpu, word);
      }
    };
  }

  private PageTable pageTable(Machine machine) {
    return new PageTable(machine) {
      @Override
      public long get(Cpu cpu, long address) {
        return weakens(Place.PAGE_TABLE_READ)
            ? at(Place.PAGE_TABLE_READ).get(memory, cpu, word(address))
            : super.get(cpu, address);
      }

      @Override
      public void set(Cpu cpu, long address, long mark) {
        if (weakens(Place.PAGE_TABLE_WRITE)) {
          at(Place.PAGE_TABLE_WRITE).set(memory, cpu, word(address), mark);
        } else {
          super.set(cpu, address, mark);
        }
      }
    };
  }

  private IpiQueue mailbox(Memory memory, MachineObserver watch, IpiQueue.Ring ring) {
    return new IpiQueue(memory, watch, ring) {
      @Override
      protected void advance(Cpu sender, long written) {
        if (weakens(Place.ANNOUNCE)) {
          at(Place.ANNOUNCE).set(memory, sender, written(), written + 1);
        } else {
          super.advance(sender, written);
        }
      }

      @Override
      protected long writtenIndex(Cpu receiver) {
        return weakens(Place.ANNOUNCEMENT_READ)
            ? at(Place.ANNOUNCEMENT_READ).get(memory, receiver, written())
            : super.writtenIndex(receiver);
      }

      @Override
      protected void write(Cpu sender, long written, long argument) {
        if (weakens(Place.MESSAGE_WRITE)) {
          at(Place.MESSAGE_WRITE).set(memory, sender, slot(written), argument);
        } else {
          super.write(sender, written, argument);
        }
      }

      @Override
      protected long message(Cpu receiver, long read) {
        return weakens(Place.MESSAGE_READ)
            ? at(Place.MESSAGE_READ).get(memory, receiver, slot(read))
            : super.message(receiver, read);
      }

      @Override
      protected void consume(Cpu receiver, long read) {
        if (weakens(Place.CONSUME)) {
          at(Place.CONSUME).set(memory, receiver, read(), read + 1);
        } else {
          super.consume(receiver, read);
        }
      }

      @Override
      protected long readIndex(Cpu sender) {
        return weakens(Place.ROOM_READ)
            ? at(Place.ROOM_READ).get(memory, sender, read())
            : super.readIndex(sender);
      }
    };
  }

  private Accounting accounting(Machine machine) {
    return new Accounting(machine) {
      @Override
      protected long read(Cpu cpu, long slot) {
        return weakens(Place.SLOT_READ)
            ? at(Place.SLOT_READ).get(memory, cpu, slot)
            : super.read(cpu, slot);
      }

      @Override
      protected void write(Cpu cpu, long slot, long value) {
        if (weakens(Place.SLOT_WRITE)) {
          at(Place.SLOT_WRITE).set(memory, cpu, slot, value);
        } else {
          super.write(cpu, slot, value);
        }
      }

      @Override
      protected long readLoose(Cpu cpu, long total) {
        return weakens(Place.LOOSE_READ)
            ? at(Place.LOOSE_READ).get(memory, cpu, total)
            : super.readLoose(cpu, total);
      }

      @Override
      protected void writeLoose(Cpu cpu, long total, long value) {
        if (weakens(Place.LOOSE_WRITE)) {
          at(Place.LOOSE_WRITE).set(memory, cpu, total, value);
        } else {
          super.writeLoose(cpu, total, value);
        }
      }
    };
  }

  private PinLinkRead pinLinkRead(Machine machine) {
    return new PinLinkRead(machine) {
      @Override
      protected void setFlag(Cpu cpu, long zone) {
        if (weakens(Place.FLAG_SET)) {
          at(Place.FLAG_SET).set(memory, cpu, zone + SlabHeader.SIGNAL, 1);
        } else {
          super.setFlag(cpu, zone);
        }
      }

      @Override
      protected long readList(Cpu cpu, long zone) {
        return weakens(Place.FLAGGED_LIST_READ)
            ? at(Place.FLAGGED_LIST_READ).get(memory, cpu, zone + SlabHeader.REMOTE)
            : super.readList(cpu, zone);
      }

      @Override
      protected boolean publish(Cpu cpu, long zone, long head, long chunk) {
        return weakens(Place.FLAGGED_LINK)
            ? at(Place.FLAGGED_LINK)
                .compareAndSet(memory, cpu, zone + SlabHeader.REMOTE, head, chunk)
            : super.publish(cpu, zone, head, chunk);
      }

      @Override
      protected boolean readFlagAfterLink(Cpu cpu, long zone) {
        return weakens(Place.FLAG_READ)
            ? at(Place.FLAG_READ).get(memory, cpu, zone + SlabHeader.SIGNAL) != 0
            : super.readFlagAfterLink(cpu, zone);
      }
    };
  }
}
