package ripsaw.dragonfly.kfree;

import static ripsaw.dragonfly.kfree.census.KfreeProperty.EMPTY_SLABS_RETURN;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.MARK_ONLY_WHEN_OFF_LIST;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.NEWEST_FIRST;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.NO_STRANDING;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.ONE_SIGNAL_PER_SPELL;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.REMOTE_FREES_RETURN;
import static ripsaw.dragonfly.kfree.census.KfreeProperty.TICK_COLLECTS;
import static ripsaw.spec.CommonProperty.ACCOUNTING_CANCELS;
import static ripsaw.spec.CommonProperty.CPU_LOCAL;
import static ripsaw.spec.CommonProperty.LIMIT;
import static ripsaw.spec.CommonProperty.NO_DATA_RACE;
import static ripsaw.spec.CommonProperty.NO_USE_AFTER_RIP;
import static ripsaw.spec.CommonProperty.TYPE_DESTRUCTION;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import ripsaw.machine.Machine;
import ripsaw.spec.Property;
import ripsaw.subject.Allocator;
import ripsaw.subject.Origin;
import ripsaw.subject.Subject;
import ripsaw.subject.Subject.Kind;

/** The versions of DragonFly's remote free, oldest first, and the reference. */
public final class KfreeSubjects {
  /** Before 2013 there was no tick; a flag stays set when its slab is listed again. */
  private static final Set<Property> LATER =
      Set.of(ONE_SIGNAL_PER_SPELL, MARK_ONLY_WHEN_OFF_LIST, TICK_COLLECTS);

  /**
   * It has no tick, as the version it repairs: a slab that was the last of its class when it became
   * whole stays for ever.
   */
  public static final Subject PIN_LINK_READ =
      new Subject(
          "dragonfly/pin-link-read",
          "the repair of df9daea: pin, link, then read the flag",
          Optional.empty(),
          new KfreeFamily(),
          Kind.REFERENCE,
          Set.of(),
          Set.of(ONE_SIGNAL_PER_SPELL, MARK_ONLY_WHEN_OFF_LIST, TICK_COLLECTS, EMPTY_SLABS_RETURN),
          machine -> new SlabAllocator(machine, new PinLinkRead(machine)));

  public static final Subject REFERENCE =
      new Subject(
          "dragonfly/reference",
          "the list head carries the parked state: one word, one compare-and-set",
          Optional.empty(),
          new KfreeFamily(),
          Kind.REFERENCE,
          Set.of(),
          Set.of(),
          machine -> new SlabAllocator(machine, new ParkedWord(machine)));

  private KfreeSubjects() {}

  /** All of them. */
  public static List<Subject> all() {
    return List.of(
        // A chunk in a message counts as allocated until the owner takes it, at the limit too.
        historical(
            "cfc3386",
            "V0: an IPI for each remote free",
            new Origin("cfc3386f7b94", "2010-09-18", "the parent of 5fee07e"),
            Set.of(EMPTY_SLABS_RETURN),
            Set.of(ONE_SIGNAL_PER_SPELL, MARK_ONLY_WHEN_OFF_LIST, TICK_COLLECTS, LIMIT),
            machine -> new SlabAllocator(machine, new MessagePerFree(machine))),
        historical(
            "5fee07e",
            "V1: lock-free remote list and a flag, accounting in the owner's slot",
            new Origin(
                "5fee07e60dc4", "2010-09-18", "Optimize kfree() to greatly reduce IPI traffic"),
            Set.of(
                CPU_LOCAL,
                ACCOUNTING_CANCELS,
                LIMIT,
                TYPE_DESTRUCTION,
                NO_USE_AFTER_RIP,
                NO_DATA_RACE,
                NO_STRANDING,
                REMOTE_FREES_RETURN,
                EMPTY_SLABS_RETURN),
            machine ->
                new SlabAllocator(
                    machine,
                    new FlaggedList(new OwnerSlabs(machine), new WrappingAccounting(machine)))),
        historical(
            "28135cc",
            "V1a: accounting in the freeing cpu's own slot",
            new Origin("28135cc28c6b", "2010-09-19", "Correct bug in malloc_type ks_memuse"),
            Set.of(
                NO_USE_AFTER_RIP,
                NO_DATA_RACE,
                NO_STRANDING,
                REMOTE_FREES_RETURN,
                EMPTY_SLABS_RETURN),
            machine -> new SlabAllocator(machine, new FlaggedListOwnSlot(machine))),
        historical(
            "722871d",
            "V1b: the page table's mark moves into the vm_page",
            new Origin("722871d34e51", "2010-09-28", "kmemusage removed"),
            Set.of(
                NO_USE_AFTER_RIP,
                NO_DATA_RACE,
                NO_STRANDING,
                REMOTE_FREES_RETURN,
                EMPTY_SLABS_RETURN),
            machine -> new SlabAllocator(machine, new FlaggedListVmPage(machine))),
        historical(
            "df9daea",
            "V2: slabs are pinned while a signal may be sent",
            new Origin("df9daea899a8", "2010-09-29", "Fix MP race in kmalloc/kfree"),
            Set.of(NO_STRANDING, REMOTE_FREES_RETURN, EMPTY_SLABS_RETURN),
            machine -> new SlabAllocator(machine, new PinnedList(machine))),
        historical(
            "f86fcbe",
            "V3: the cleanup tick of 2013 and the order of 2015, as in 2026",
            new Origin("f86fcbe23f8a", "2026-04-19", "upstream master"),
            Set.of(NO_STRANDING, REMOTE_FREES_RETURN),
            Set.of(ONE_SIGNAL_PER_SPELL, MARK_ONLY_WHEN_OFF_LIST, NEWEST_FIRST),
            machine -> new SlabAllocator(machine, new PinnedListTidied(machine))),
        PIN_LINK_READ,
        REFERENCE);
  }

  private static Subject historical(
      String version,
      String summary,
      Origin origin,
      Set<Property> violates,
      Function<Machine, Allocator> start) {
    return historical(version, summary, origin, violates, LATER, start);
  }

  private static Subject historical(
      String version,
      String summary,
      Origin origin,
      Set<Property> violates,
      Set<Property> unpromised,
      Function<Machine, Allocator> start) {
    return new Subject(
        "dragonfly/" + version,
        summary,
        Optional.of(origin),
        new KfreeFamily(),
        Kind.HISTORICAL,
        violates,
        unpromised,
        start);
  }
}
