package ripsaw.linearizability;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuarantee;

/**
 * What Lincheck may take for granted, so that it switches threads where cpus can meet and nowhere
 * else: an access with an order of opaque or stronger is one step; what only a slab's owner can
 * reach (plain accesses, its lists, the making of a slab) is part of the step before; and whoever
 * judges an execution is not part of it. The random checker makes none of these assumptions.
 *
 * <p>Lincheck asks by the names of the class and the method that are called, and asks at every
 * call.
 */
final class Guarantees {
  private static final Set<String> MEMORY =
      Set.of("ripsaw.machine.Memory", "ripsaw.machine.CheckedMemory");

  private static final Set<String> PLAIN =
      Set.of(
          "getPlain",
          "setPlain",
          "peek",
          "poke",
          "fill",
          "begin",
          "beginShared",
          "handOver",
          "end",
          "drain",
          "locked",
          "unlocking");

  /** What runs on a cpu besides the subject itself. */
  private static final Set<String> RUNNERS =
      Set.of(
          "ripsaw.linearizability.Session",
          "ripsaw.linearizability.Operation",
          "ripsaw.linearizability.HeapUnderTest",
          "ripsaw.machine.Cpu",
          "ripsaw.machine.Mailbox",
          "ripsaw.machine.PageTable",
          "ripsaw.machine.PageAllocator",
          "ripsaw.machine.SpinLock");

  /** Interfaces behind which the code of a subject is called. */
  private static final Set<String> CALLBACKS =
      Set.of("java.lang.Runnable", "ripsaw.machine.Cpu$SignalHandler", "ripsaw.subject.Allocator");

  private static final Set<String> RUN =
      Set.of(
          // callers
          "open",
          "run",
          "settle",
          "census",
          "attempt",
          "freeInInterrupt",
          "allocate",
          "free",
          "reallocate",
          "takeSignals",
          "tidy",
          "destroyType",
          "tick",
          "tickHere",
          "hold",
          "drop",
          "read",
          // cpus and what they share
          "lock",
          "unlock",
          "release",
          "signal",
          "takeSignal",
          "takeFrom",
          "interrupt",
          "mayBlock",
          "post",
          "take",
          "publish",
          "write",
          "advance",
          "get",
          "set",
          "clear");

  /** Parts of a subject that only look, or that touch only what is the owner's. */
  private static final Set<String> PRIVATE =
      Set.of(
          "census",
          "usable",
          "alignment",
          "name",
          "peekRemote",
          "peekMarked",
          "slabs",
          "accounting",
          "own",
          "list",
          "get",
          "set",
          "slot",
          "loose",
          "enterOwner",
          "leaveOwner",
          "newZone",
          "popLocal",
          "advanceUnused",
          "firstChunk",
          "append",
          "enlist",
          "isWhole",
          "pushCache",
          "popCache",
          "isOversized",
          "index",
          "chunkBytes",
          "grain");

  private static final Map<String, Boolean> BYSTANDERS = new ConcurrentHashMap<>();

  private Guarantees() {}

  static List<ManagedStrategyGuarantee> all() {
    return List.of(
        forClasses(Guarantees::isBystander).allMethods().ignore(),
        forClasses(MEMORY::contains).methods(PLAIN::contains).ignore(),
        forClasses(MEMORY::contains).allMethods().treatAsAtomic(),
        forClasses(Guarantees::isSubject).methods(PRIVATE::contains).ignore(),
        forClasses(RUNNERS::contains)
            .methods(name -> !RUN.contains(name) && !name.startsWith("lambda$"))
            .ignore());
  }

  private static boolean isSubject(String type) {
    return type.startsWith("ripsaw.dragonfly.") || type.startsWith("ripsaw.museum.");
  }

  private static boolean isBystander(String type) {
    return BYSTANDERS.computeIfAbsent(
        type,
        name ->
            !isSubject(name)
                && !MEMORY.contains(name)
                && !RUNNERS.contains(name)
                && !CALLBACKS.contains(name)
                && !name.contains("$$Lambda"));
  }
}
