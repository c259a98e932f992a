package ripsaw.linearizability.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import ripsaw.linearizability.program.Operation;
import ripsaw.linearizability.program.Program;
import ripsaw.linearizability.program.Task;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;
import ripsaw.machine.Shape;
import ripsaw.machine.order.MemoryModel;
import ripsaw.spec.Census;
import ripsaw.spec.CommonProperty;
import ripsaw.spec.HeapModel;
import ripsaw.spec.Violation;
import ripsaw.subject.Allocator;
import ripsaw.subject.Family;

/**
 * What callers ask for, and whether an allocator may answer as it does: what it grants, what it
 * refuses. All bounds are generous, so that only an answer that is wrong for certain is one.
 *
 * <p>Room is counted in pages, as if each chunk had a slab to itself. What is <em>out</em> was
 * asked for, and not freed before a moment at which nothing was under way, and no signal: a chunk
 * that comes home by a signal can be had only then. A cpu that needs so many chunks of a size at a
 * time needs no more slabs for them, however often they go to and fro, as it takes a new one only
 * when all its own are full. In a zone a cpu may hold two slabs that another needs.
 *
 * <p>Under weak memory a cpu need not know yet what another has done, though that has returned.
 *
 * <p>Over 400 lines, because each bound is counted from the same beginnings and ends.
 */
final class Requests {
  /** What no machine has; a request may be for as many bytes as a long holds. */
  private static final long ENORMOUS = 1L << 40;

  /** Chunks of one size that one cpu asked for. */
  private record Kind(int cpu, long bytes) {}

  /** How many are out, and how many were at most. */
  private static final class Tally {
    private int out;
    private int most;

    void add() {
      out++;
      most = Math.max(most, out);
    }
  }

  /** One that is under way. */
  static final class Request {
    private final Kind kind;
    private final int type;
    private final boolean waits;
    private final long refusals;
    private final boolean isNew;
    private final boolean isAlone;
    private final long operation;
    private final long outstanding;
    private final long reachable;
    private final long begun;

    /** Whether another use of the type was under way when it began. */
    private final boolean isMet;

    private Request(
        Requests all,
        Cpu cpu,
        int type,
        long bytes,
        boolean waits,
        boolean isNew,
        boolean isAlone) {
      this.isNew = isNew;
      this.isAlone = isAlone;
      this.operation = all.operations;
      this.kind = new Kind(cpu.id(), bytes);
      this.type = type;
      this.waits = waits;
      this.refusals = all.machine.pages().refusals(cpu);
      this.outstanding = all.granted(type);
      this.reachable = all.outstanding(type) + all.underwayBesides(this) - all.everGranted(type);
      this.begun = all.usesOf(type).begun;
      this.isMet = all.usesOf(type).running > 1;
    }

    int type() {
      return type;
    }
  }

  /** Who uses a type that has a limit. */
  private static final class Uses {
    private int running;
    private long begun;

    /** Bytes of grants that were not alone: a sum that is read meanwhile may miss them. */
    private long unsure;

    /** Bytes that each cpu freed, which another need not know. */
    private final long[] freed;

    Uses(int cpus) {
      this.freed = new long[cpus];
    }
  }

  private final Machine machine;
  private final Shape shape;
  private final Family family;
  private final HeapModel model;
  private final boolean isWeak;
  private final Map<Integer, Long> limits = new LinkedHashMap<>();
  private final Map<Integer, Long> everGranted = new LinkedHashMap<>();
  private final Map<Integer, Uses> uses = new HashMap<>();
  private final Map<Kind, Tally> tallies = new LinkedHashMap<>();
  private final Map<Long, Kind> kinds = new HashMap<>();
  private final List<Kind> comingHome = new ArrayList<>();
  private final List<Request> allocating = new ArrayList<>();
  private long pagesAskedFor;
  private long operations;
  private boolean announced;

  Requests(Machine machine, MemoryModel memory, Family family, HeapModel model) {
    this.isWeak = memory != MemoryModel.SC;
    this.machine = machine;
    this.shape = machine.shape();
    this.family = family;
    this.model = model;
  }

  // ------------------------------------------------------------------ types

  void created(int type, long limit) {
    limits.put(type, limit);
  }

  void destroyed(int type) {
    limits.remove(type);
    uses.remove(type);
  }

  boolean isLimited(int type) {
    return limits.getOrDefault(type, Allocator.UNLIMITED) != Allocator.UNLIMITED;
  }

  private Uses usesOf(int type) {
    return uses.computeIfAbsent(type, any -> new Uses(shape.cpus()));
  }

  private void begins(int type) {
    usesOf(type).running++;
    usesOf(type).begun++;
  }

  private void ends(int type) {
    usesOf(type).running--;
  }

  // --------------------------------------------------------------- requests

  /**
   * What will be asked for, all of it: the judgement is the same then, whichever of what commutes
   * comes first.
   */
  void announce(Program program) {
    for (Task task : program.all()) {
      for (Operation operation : task.operations()) {
        if (operation.bytes() > 0) {
          tally(new Kind(task.cpu(), operation.bytes())).add();
        }
      }
    }
    announced = true;
  }

  /**
   * @param waits whether the caller may sleep
   * @param isAlone whether no other operation is under way, and no signal
   */
  Request begin(Cpu cpu, int type, long bytes, boolean waits, boolean isAlone) {
    return begin(cpu, type, bytes, waits, true, isAlone);
  }

  /**
   * A block is to be resized, which may do without a grant. The caller may sleep.
   *
   * @param isAlone whether no other operation is under way, and no signal
   */
  Request resize(Cpu cpu, int type, long bytes, boolean isAlone) {
    return begin(cpu, type, bytes, true, false, isAlone);
  }

  private Request begin(
      Cpu cpu, int type, long bytes, boolean waits, boolean isNew, boolean isAlone) {
    begins(type);
    Request request = new Request(this, cpu, type, bytes, waits, isNew, isAlone);
    allocating.add(request);
    // As if nothing were ever used again.
    pagesAskedFor += Math.min(pages(bytes), shape.pages() + 1L);
    if (!announced && bytes > 0) {
      tally(request.kind).add();
    }
    return request;
  }

  /** The allocator may have so many slabs that nobody asked for. */
  void mayHave(int slabs) {
    pagesAskedFor += (long) slabs * shape.slabPages();
  }

  void end(Request request) {
    allocating.remove(request);
    ends(request.type);
  }

  /** How many allocations are under way: each may hold a chunk that nobody knows of yet. */
  int underway() {
    return (int) allocating.stream().filter(request -> request.kind.bytes > 0).count();
  }

  /**
   * Sizes are rounded up generously, to a slab at least: only a refusal far from the limit is wrong
   * for certain.
   */
  private long underwayBesides(Request request) {
    long sum = 0;
    for (Request other : allocating) {
      if (other != request && other.kind.bytes > 0) {
        sum += Math.max(2 * Math.min(other.kind.bytes, ENORMOUS), shape.slabBytes());
      }
    }
    return sum;
  }

  private long granted(int type) {
    return model.grantedBytes(type);
  }

  private long outstanding(int type) {
    return model.grantedBytes(type) + model.inFlightBytes(type);
  }

  private long everGranted(int type) {
    return everGranted.getOrDefault(type, 0L);
  }

  /** Of which a sum may tell less than there is; whoever is over the limit by more is over it. */
  Optional<Violation> granted(Request request, HeapModel.Block block) {
    everGranted.merge(request.type, block.usable(), Long::sum);
    kinds.put(block.address(), request.kind);
    Uses mine = usesOf(request.type);
    if (request.isMet || mine.begun != request.begun || isUnseen()) {
      mine.unsure += block.usable();
      return Optional.empty();
    }
    long limit = limits.getOrDefault(request.type, Allocator.UNLIMITED);
    return !request.isNew || request.outstanding - mine.unsure < limit
        ? Optional.empty()
        : Optional.of(
            new Violation(
                CommonProperty.GRANT,
                "%s bytes granted with %s of %s bytes outstanding"
                    .formatted(block.bytes(), request.outstanding, limit)));
  }

  void beginFree(HeapModel.Block block) {
    begins(block.type());
  }

  /**
   * @param isDelayed whether its pages come back no sooner than its cpu asks for more, if at all
   */
  void endFree(Cpu cpu, HeapModel.Block block, boolean isDelayed) {
    ends(block.type());
    if (isUnseen()) {
      usesOf(block.type()).freed[cpu.id()] += block.usable();
    }
    Kind kind = kinds.remove(block.address());
    if (kind != null && !isDelayed) {
      comingHome.add(kind);
    }
  }

  /** The block was not freed after all: it was not moved, or nothing else was to be had. */
  void kept(HeapModel.Block block) {
    ends(block.type());
  }

  /** An operation begins, whatever it is. */
  void begins() {
    operations++;
  }

  /** Whether it matters that all is quiet. */
  boolean hasComingHome() {
    return !announced && !comingHome.isEmpty();
  }

  /** Nothing is under way, and no signal: all that was freed is home. */
  void quiet() {
    comingHome.forEach(kind -> tally(kind).out--);
    comingHome.clear();
  }

  // ---------------------------------------------------------------- answers

  /** What is wrong with the answer that there is no memory. */
  List<Violation> refused(Cpu cpu, Request request, Supplier<Census> census) {
    List<Violation> wrong = new ArrayList<>();
    long pages = Math.min(pages(request.kind.bytes), shape.pages() + 1L);
    if (pagesAskedFor <= machine.pages().always()) {
      wrong.add(
          new Violation(
              CommonProperty.LINEARIZABLE,
              "refused, though all that was ever asked for takes %s of %s pages"
                  .formatted(pagesAskedFor, machine.pages().always())));
    }
    if (pages == shape.slabPages() && pagesNeeded() <= wholeSlabs()) {
      wrong.add(
          new Violation(
              CommonProperty.REUSE,
              "refused, though all that was ever out at a time takes %s of %s pages"
                  .formatted(pagesNeeded(), wholeSlabs())));
    }
    if (request.isAlone
        && request.kind.cpu == cpu.id() // what another cpu has to itself was not looked at there
        && operations == request.operation
        && !isUnseen()) {
      census
          .get()
          .canServe(cpu.id(), request.type, request.kind.bytes)
          .ifPresent(
              from ->
                  wrong.add(
                      new Violation(
                          CommonProperty.REUSE, "refused, though there is room in " + from)));
    }
    if (request.waits
        && request.kind.cpu == cpu.id() // it may have been refused there before it went on here
        && machine.pages().refusals(cpu) == request.refusals
        && machine.pages().hasRun(cpu, (int) pages, shape.slabPages())) {
      wrong.add(
          new Violation(
              CommonProperty.REFUSED_ONLY_WHEN_OUT,
              "%s bytes refused to a caller that may wait, with pages free that nobody asked for"
                  .formatted(request.kind.bytes)));
    }
    return wrong;
  }

  /** What is wrong with the answer that the limit is reached. */
  Optional<Violation> overLimit(Cpu cpu, Request request) {
    long most = request.reachable + everGranted(request.type) + underwayBesides(request);
    long[] freed = usesOf(request.type).freed;
    for (int other = 0; other < freed.length; other++) {
      most += other == cpu.id() ? 0 : freed[other];
    }
    long limit = limits.getOrDefault(request.type, Allocator.UNLIMITED);
    return most >= limit
        ? Optional.empty()
        : Optional.of(
            new Violation(
                CommonProperty.LIMIT,
                "refused with at most %s of %s bytes outstanding".formatted(most, limit)));
  }

  /** What is done beforehand is known to everybody. */
  private boolean isUnseen() {
    return isWeak && announced;
  }

  private long pagesNeeded() {
    long needed = 0;
    for (Map.Entry<Kind, Tally> one : tallies.entrySet()) {
      needed += one.getValue().most * spread(one.getKey().bytes);
    }
    return needed + family.keptPages(shape, limits.size());
  }

  /** Pages that a slab can be made of. */
  private long wholeSlabs() {
    int pages = machine.pages().always();
    return pages - pages % shape.slabPages();
  }

  /** A slab for each chunk, or a run of pages that begins where a slab may. */
  private long pages(long bytes) {
    return shape.slabPages()
        * Math.max(1, Math.ceilDiv(withOverhead(bytes), (long) shape.slabBytes()));
  }

  /** The same of a run that begins anywhere: no slab can be made where it has a page. */
  private long spread(long bytes) {
    long more = Math.max(0, Math.ceilDiv(withOverhead(bytes), (long) shape.pageBytes()) - 1);
    return shape.slabPages() * (1 + Math.ceilDiv(more, (long) shape.slabPages()));
  }

  /** Of which there may be nearly as many as a long holds. */
  private long withOverhead(long bytes) {
    return Math.min(bytes, ENORMOUS) + family.overhead();
  }

  private Tally tally(Kind kind) {
    return tallies.computeIfAbsent(kind, any -> new Tally());
  }
}
