package ripsaw.dragonfly.kfree.mutants;

import static ripsaw.dragonfly.kfree.mutants.WeakOrder.ACQUIRE;
import static ripsaw.dragonfly.kfree.mutants.WeakOrder.OPAQUE;
import static ripsaw.dragonfly.kfree.mutants.WeakOrder.PLAIN;
import static ripsaw.dragonfly.kfree.mutants.WeakOrder.RELEASE;
import static ripsaw.dragonfly.kfree.mutants.Weaken.Place.ANNOUNCE;
import static ripsaw.dragonfly.kfree.mutants.Weaken.Place.ANNOUNCEMENT_READ;
import static ripsaw.dragonfly.kfree.mutants.Weaken.Place.CONSUME;
import static ripsaw.dragonfly.kfree.mutants.Weaken.Place.FLAGGED_LINK;
import static ripsaw.dragonfly.kfree.mutants.Weaken.Place.FLAGGED_LIST_READ;
import static ripsaw.dragonfly.kfree.mutants.Weaken.Place.FLAG_READ;
import static ripsaw.dragonfly.kfree.mutants.Weaken.Place.FLAG_SET;
import static ripsaw.dragonfly.kfree.mutants.Weaken.Place.HEAD_READ;
import static ripsaw.dragonfly.kfree.mutants.Weaken.Place.LINK;
import static ripsaw.dragonfly.kfree.mutants.Weaken.Place.LIST_READ;
import static ripsaw.dragonfly.kfree.mutants.Weaken.Place.LOOSE_READ;
import static ripsaw.dragonfly.kfree.mutants.Weaken.Place.LOOSE_WRITE;
import static ripsaw.dragonfly.kfree.mutants.Weaken.Place.MESSAGE_READ;
import static ripsaw.dragonfly.kfree.mutants.Weaken.Place.MESSAGE_WRITE;
import static ripsaw.dragonfly.kfree.mutants.Weaken.Place.PAGE_TABLE_READ;
import static ripsaw.dragonfly.kfree.mutants.Weaken.Place.PAGE_TABLE_WRITE;
import static ripsaw.dragonfly.kfree.mutants.Weaken.Place.PARK;
import static ripsaw.dragonfly.kfree.mutants.Weaken.Place.ROOM_READ;
import static ripsaw.dragonfly.kfree.mutants.Weaken.Place.SLOT_READ;
import static ripsaw.dragonfly.kfree.mutants.Weaken.Place.SLOT_WRITE;
import static ripsaw.dragonfly.kfree.mutants.Weaken.Place.TAKE;
import static ripsaw.dragonfly.kfree.mutants.Weaken.Place.UNPARK;
import static ripsaw.subject.Killers.EXPLORER;
import static ripsaw.subject.Killers.JAVA;
import static ripsaw.subject.Killers.NOBODY;
import static ripsaw.subject.Killers.RUNNING;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import ripsaw.dragonfly.kfree.census.KfreeProperty;
import ripsaw.dragonfly.kfree.mutants.Weaken.Place;
import ripsaw.spec.Checker;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.Property;
import ripsaw.subject.Mutant;

/**
 * The order of one access weakened by one step, for each access of the lockless path: volatile to
 * acquire or release, those to opaque, opaque to plain. An update is weakened in both directions.
 * What is equivalent says that the order is stronger than this protocol needs.
 */
final class OrderMutants {
  private OrderMutants() {}

  static List<Mutant> mutants() {
    return Stream.concat(ofReference().stream(), ofDekkersPair().stream()).toList();
  }

  /** No scenario of Lincheck's has two cpus charge one type at a time. */
  private static List<Mutant> ofReference() {
    return List.of(
        weak(
            HEAD_READ,
            ACQUIRE,
            KfreeProperty.NO_STRANDING,
            NOBODY,
            "equivalent: a stale head makes the compare-and-set fail, and the loop reads again"),
        weak(
            LINK,
            RELEASE,
            KfreeProperty.NO_STRANDING,
            NOBODY,
            "equivalent: the link must publish the chunk; that the head was parked it learns"
                + " from the word itself"),
        weak(
            LINK,
            ACQUIRE,
            CommonProperty.NO_DATA_RACE,
            JAVA,
            "the link does not publish what the freeing cpu wrote into the chunk"),
        weak(
            PARK,
            ACQUIRE,
            KfreeProperty.NO_STRANDING,
            NOBODY,
            "equivalent: whoever sees the mark needs nothing that was written before it"),
        weak(
            PARK,
            RELEASE,
            KfreeProperty.NO_STRANDING,
            NOBODY,
            "equivalent: the park takes nothing from the word, it was empty"),
        weak(
            UNPARK,
            ACQUIRE,
            KfreeProperty.NO_STRANDING,
            NOBODY,
            "equivalent: whoever finds the mark gone needs nothing that was written before"),
        weak(
            UNPARK,
            RELEASE,
            KfreeProperty.NO_STRANDING,
            NOBODY,
            "equivalent: what was linked instead of the mark is taken later, by a swap"),
        weak(
            LIST_READ,
            ACQUIRE,
            KfreeProperty.NO_STRANDING,
            NOBODY,
            "equivalent: a list that is taken for empty makes the park fail, and is read again"
                + " by the drain that follows"),
        weak(
            TAKE,
            ACQUIRE,
            CommonProperty.NO_DATA_RACE,
            NOBODY,
            "equivalent: the owner publishes nothing by taking the list"),
        weak(
            TAKE,
            RELEASE,
            CommonProperty.NO_DATA_RACE,
            JAVA,
            "the owner walks a list without having been told what the freeing cpus wrote into it"),
        weak(
            PAGE_TABLE_READ,
            OPAQUE,
            CommonProperty.NO_USE_AFTER_RIP,
            NOBODY,
            "equivalent: a handler believes only its own cpu's mark, and a caller was told of"
                + " the block's"),
        weak(
            PAGE_TABLE_WRITE,
            OPAQUE,
            CommonProperty.NO_USE_AFTER_RIP,
            NOBODY,
            "equivalent: what a mark announces reaches other cpus with the block, not with the"
                + " mark"),
        weak(
            ANNOUNCE,
            OPAQUE,
            CommonProperty.SIGNAL_DELIVERY,
            EXPLORER,
            "a mailbox announces a message without publishing it"),
        weak(
            ANNOUNCEMENT_READ,
            OPAQUE,
            CommonProperty.SIGNAL_DELIVERY,
            EXPLORER,
            "the receiver sees that there is a message, and not which"),
        weak(
            MESSAGE_WRITE,
            PLAIN,
            CommonProperty.NO_DATA_RACE,
            NOBODY,
            "equivalent: the index publishes the slot, which nobody else touches"),
        weak(
            MESSAGE_READ,
            PLAIN,
            CommonProperty.NO_DATA_RACE,
            NOBODY,
            "equivalent: the index has published the slot"),
        weak(
            CONSUME,
            OPAQUE,
            CommonProperty.SIGNAL_DELIVERY,
            NOBODY,
            "equivalent as far as the suite goes: it matters once a ring of 16 has gone round"),
        weak(
            ROOM_READ,
            OPAQUE,
            CommonProperty.SIGNAL_DELIVERY,
            NOBODY,
            "equivalent as far as the suite goes: it matters once a ring of 16 has gone round"),
        weak(
            SLOT_READ,
            PLAIN,
            CommonProperty.NO_DATA_RACE,
            JAVA,
            "an accounting slot is read plainly, while its cpu may write it"),
        weak(
            SLOT_WRITE,
            PLAIN,
            CommonProperty.NO_DATA_RACE,
            JAVA,
            "an accounting slot is written plainly, while a sum may read it"),
        weak(
            LOOSE_READ,
            PLAIN,
            CommonProperty.NO_DATA_RACE,
            RUNNING,
            "the loose total is read plainly, while any cpu may write it"),
        weak(
            LOOSE_WRITE,
            PLAIN,
            CommonProperty.NO_DATA_RACE,
            RUNNING,
            "the loose total is written plainly, while any cpu may do so too"));
  }

  /**
   * Where two words decide who tells whom, the parking owner (set the flag, test the list) and the
   * freeing cpu (link, test the flag) are Dekker's pair: with volatile order one of them sees the
   * other. Here each of the four accesses is weakened to release or acquire, and then all of them.
   * No sequentially consistent execution shows it.
   */
  private static List<Mutant> ofDekkersPair() {
    return List.of(
        dekker(
            "flag-set-release",
            Map.of(FLAG_SET, RELEASE),
            "Dekker's pair: the owner sets its flag with release, and tests the list before"
                + " others see the flag"),
        dekker(
            "flagged-list-read-acquire",
            Map.of(FLAGGED_LIST_READ, ACQUIRE),
            "Dekker's pair: the owner tests the list with acquire, and may see it as it was"
                + " before the link"),
        dekker(
            "flagged-link-release",
            Map.of(FLAGGED_LINK, RELEASE),
            "Dekker's pair: the freeing cpu links with release, and the owner's test may miss it"),
        dekker(
            "flag-read-acquire",
            Map.of(FLAG_READ, ACQUIRE),
            "Dekker's pair: the freeing cpu tests the flag with acquire, and may see it as it was"),
        dekker(
            "flag-and-list-release-acquire",
            Map.of(
                FLAG_SET,
                RELEASE,
                FLAGGED_LIST_READ,
                ACQUIRE,
                FLAGGED_LINK,
                RELEASE,
                FLAG_READ,
                ACQUIRE),
            "Dekker's pair with release and acquire on both sides: each misses the other"));
  }

  private static Mutant weak(
      Place place, WeakOrder order, Property broken, Set<Checker> killers, String story) {
    return KfreeMutants.mutant(place + "-" + order)
        .breaks(broken)
        .foundBy(killers)
        .because(story)
        .as(new Weaken(Map.of(place, order))::start);
  }

  private static Mutant dekker(String name, Map<Place, WeakOrder> orders, String story) {
    return KfreeMutants.mutantOfPinLinkRead(name)
        .breaks(KfreeProperty.NO_STRANDING)
        .foundBy(EXPLORER)
        .because(story)
        .as(new Weaken(orders)::start);
  }
}
