package ripsaw.spec;

/**
 * What any allocator owes its callers, and the machine it runs on. A family may leave out what its
 * census cannot show.
 *
 * <p>The source of each is a code of section B of the DragonFly research notes ({@code S-1} …),
 * which were read off {@code kern_slaballoc.c}; {@code design} stands for our own.
 */
public enum CommonProperty implements Property {
  CONSERVATION(
      "conservation",
      "S-1",
      Watch.CENSUS,
      "Every freed chunk is accounted for: each chunk of a live slab is in exactly one place, the"
          + " local list, the remote list, the never-used range, a caller's hands, or in flight."),
  NO_USE_AFTER_RIP(
      "no-use-after-rip",
      "S-6",
      Watch.ACCESS,
      "Nobody touches a slab after it was ripped, nor its successor at the same address without a"
          + " right of their own to it."),
  NO_DOUBLE_GRANT(
      "no-double-grant",
      "S-9",
      Watch.HEAP,
      "No byte is granted to two callers, and the allocator leaves granted bytes alone."),
  ALIGNMENT(
      "alignment",
      "S-9",
      Watch.HEAP,
      "A grant lies on a chunk boundary of its slab, is as large as was asked, and a power-of-two"
          + " size is aligned to itself."),
  ZEROING("zeroing", "S-9", Watch.HEAP, "A chunk asked for zeroed is zero, on recycled slabs too."),
  NO_BLOCKING_IN_INTERRUPT(
      "no-blocking-in-interrupt",
      "S-10",
      Watch.EVENT,
      "Nothing that may block runs in a signal handler or in interrupt context."),
  SIGNAL_DELIVERY(
      "signal-delivery",
      "S-11",
      Watch.EVENT,
      "A signal runs on the cpu it was sent to, exactly once, in order, with the argument sent."),
  CPU_LOCAL(
      "cpu-local",
      "A-1",
      Watch.ACCESS,
      "What belongs to one cpu (list heads, caches, accounting slots) is touched by that cpu"
          + " alone."),
  ACCOUNTING_CANCELS(
      "accounting-cancels",
      "A-1",
      Watch.CENSUS,
      "Per-cpu accounting sums cancel: at quiescence the signed sum over the cpus is what is really"
          + " outstanding."),
  TYPE_DESTRUCTION(
      "type-destruction",
      "A-2",
      Watch.EVENT,
      "A type whose memory is all freed can be destroyed: its sum is zero then, and no message in"
          + " flight refers to it."),
  LIMIT(
      "limit",
      "A-3",
      Watch.HEAP,
      "An allocation is refused only if memory is out, or the type's limit is reached, counting all"
          + " that was allocated while it looked."),
  EVERY_PAGE(
      "every-page",
      "design",
      Watch.CENSUS,
      "Every page is accounted for: it is free, or in one slab, cache or caller's hands, and none"
          + " is given back twice."),
  GRANT(
      "grant",
      "design",
      Watch.HEAP,
      "A request within the limit is granted memory of its own, and one that is over it for certain"
          + " is refused."),
  REUSE(
      "reuse",
      "design",
      Watch.HEAP,
      "What was freed can be had again: no request is refused while the machine has room for all"
          + " that was ever out at the same time."),
  REFUSED_ONLY_WHEN_OUT(
      "refused-only-when-out",
      "design",
      Watch.HEAP,
      "A caller that may wait is refused memory only if the machine was asked for pages and had"
          + " none that fit."),
  NO_CRASH(
      "no-crash",
      "design",
      Watch.EVENT,
      "The allocator's code throws nothing, whatever is asked of it, and answers whenever it is"
          + " looked at."),
  NO_DATA_RACE(
      "no-data-race",
      "design",
      Watch.ACCESS,
      "Two accesses to one word, of two cpus, one of them a write and one of them plain, are"
          + " ordered by happens-before."),
  TERMINATION(
      "termination",
      "design",
      Watch.HISTORY,
      "Every operation returns: no cpu waits for what nobody will do, and none goes round for ever"
          + " in what nobody ends."),
  LINEARIZABLE(
      "linearizable",
      "design",
      Watch.HISTORY,
      "Operations answer as if they came one after another: those of the heap as a whole, of each"
          + " of its parts (remote list, mailbox, page table, accounting), and of a structure."),
  TYPE_CONTRACT(
      "type-contract",
      "A-4",
      Watch.NONE,
      "A chunk is freed with the type it was allocated with: a duty of the caller, not of the"
          + " allocator."),
  CACHES_BOUNDED(
      "caches-bounded",
      "L-5",
      Watch.NONE,
      "The slab caches of an idle cpu are drained in the end: not guaranteed by any version.");

  private final Statement statement;

  CommonProperty(String id, String source, Watch watch, String sentence) {
    this.statement = new Statement(id, source, watch, sentence);
  }

  @Override
  public Statement statement() {
    return statement;
  }

  @Override
  public String toString() {
    return id();
  }
}
