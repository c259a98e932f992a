package ripsaw.subject;

import java.util.List;
import java.util.Set;
import ripsaw.machine.IpiQueue;
import ripsaw.subject.Allocator.Flag;

/**
 * What random programs do, in weights: on which machines, and how often which action.
 *
 * @param machines to run on
 * @param styles of programs, each as likely as the others
 */
public record Workload(Machines machines, List<Style> styles) {
  /** One of several, as often as its weight says. */
  public record Weighted<T>(int weight, T value) {
    public static <T> Weighted<T> of(int weight, T value) {
      return new Weighted<>(weight, value);
    }
  }

  /** A number between two, each as likely. */
  public record Range(int least, int most) {}

  /**
   * @param chunks of a slab
   * @param pages of the machine, if a slab is a page; else so many slabs of them
   * @param cached slabs that a cpu keeps
   * @param slabPages pages of a slab
   * @param signals messages that a mailbox holds
   * @param threads of each cpu; where there are several, a cpu in what follows is a thread
   * @param nodes of memory, at most one for each cpu, with room for a slab on each
   */
  public record Machines(
      List<Weighted<Integer>> cpus,
      List<Weighted<Integer>> chunks,
      Range pages,
      Range cached,
      List<Weighted<Integer>> slabPages,
      List<Weighted<Integer>> signals,
      List<Weighted<Integer>> threads,
      List<Weighted<Integer>> nodes) {
    private static final List<Weighted<Integer>> ONE = List.of(Weighted.of(1, 1));

    /** One thread a cpu, and one node. */
    public Machines(
        List<Weighted<Integer>> cpus,
        List<Weighted<Integer>> chunks,
        Range pages,
        Range cached,
        List<Weighted<Integer>> slabPages,
        List<Weighted<Integer>> signals) {
      this(cpus, chunks, pages, cached, slabPages, signals, ONE, ONE);
    }

    /** The same machines, with so many threads a cpu. */
    public Machines withThreads(List<Weighted<Integer>> others) {
      return new Machines(cpus, chunks, pages, cached, slabPages, signals, others, nodes);
    }

    /** The same machines, with so many nodes of memory. */
    public Machines withNodes(List<Weighted<Integer>> others) {
      return new Machines(cpus, chunks, pages, cached, slabPages, signals, threads, others);
    }

    /** Slabs of one page, and mailboxes that are never full. */
    public Machines(
        List<Weighted<Integer>> cpus, List<Weighted<Integer>> chunks, Range pages, Range cached) {
      this(cpus, chunks, pages, cached, ONE, List.of(Weighted.of(1, IpiQueue.CAPACITY)));
    }
  }

  /**
   * A way to go about it.
   *
   * @param sizes two of which a program asks for, where an action says so; empty if it asks for 64
   *     bytes always
   * @param favourite how often an action is that of one cpu, the program's favourite, for each time
   *     that it is any cpu's: so others may stand still at a delicate place for many operations
   * @param oneType whether the limited type is destroyed first
   * @param phases one after the other
   */
  public record Style(List<Long> sizes, int favourite, boolean oneType, List<Phase> phases) {}

  /**
   * @param most actions; at least one
   */
  public record Phase(int most, List<Weighted<Action>> actions) {}

  /** What a cpu starts, or how far it goes. */
  public sealed interface Action {
    /** 64 bytes are asked for. */
    record Allocate(boolean limited, List<Set<Flag>> flags) implements Action {}

    /** The same, by the favourite cpu, which goes on to the end. */
    record Grow(boolean limited) implements Action {}

    /** One of the program's sizes is asked for. */
    record AllocateAnySize(List<Set<Flag>> flags) implements Action {}

    /** What is held is used: freed, or looked at. */
    record Use(Verb verb) implements Action {}

    /** What is held is resized to one of the program's sizes. */
    record Resize() implements Action {}

    /** A verb that takes no name. */
    record Call(Verb verb) implements Action {}

    /** One that sends signals; two times in three the others take them at once. */
    record CallOthers(Verb verb) implements Action {}

    /** The first verb; or the second, if the cpu has made the first and not ended it. */
    record Toggle(FamilyVerb begins, FamilyVerb ends) implements Action {}

    /** The limited type is destroyed, or made anew. */
    record ToggleType() implements Action {}

    /** A cpu takes its next signal where it stands. */
    record Interrupt() implements Action {}

    /** A device interrupts a cpu where it stands, and allocates 64 bytes or frees what is held. */
    record Device() implements Action {}

    /** One of several threads of a cpu goes on on another, where it next may sleep. */
    record Roam() implements Action {}

    /** A cpu takes another offline, if that can go now, or brings it back. */
    record Unplug() implements Action {}

    /** A cpu goes on, and stops right behind the first thing worth a name that it does. */
    record GoToEvent() implements Action {}

    /** A cpu's operation returns. */
    record Finish() implements Action {}

    /** A cpu goes on for a few accesses. */
    record Go() implements Action {}

    /** One of these. */
    record Mix(List<Weighted<Action>> actions) implements Action {}
  }
}
