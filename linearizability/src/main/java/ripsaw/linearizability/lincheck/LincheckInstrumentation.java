package ripsaw.linearizability.lincheck;

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
 * call. What is not known to be something else is a subject's, and is looked at.
 */
final class LincheckInstrumentation {
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
          "ripsaw.linearizability.execution.Session",
          "ripsaw.linearizability.execution.Findings",
          "ripsaw.linearizability.execution.Interpreter",
          "ripsaw.linearizability.execution.Interpreter$OnCpu",
          "ripsaw.linearizability.execution.Interpreter.OnCpu",
          "ripsaw.linearizability.lincheck.HeapUnderTest",
          "ripsaw.linearizability.lincheck.LincheckAgent$Counter",
          "ripsaw.machine.Cpu",
          "ripsaw.machine.IpiQueue",
          "ripsaw.machine.PageTable",
          "ripsaw.machine.PageAllocator",
          "ripsaw.machine.SpinLock",
          "ripsaw.machine.lock.Hold",
          "ripsaw.machine.lock.WaitQueue",
          "ripsaw.machine.smp.BitSpinLock",
          "ripsaw.machine.smp.ConditionVariable",
          "ripsaw.machine.smp.CrossCall",
          "ripsaw.machine.smp.EmulatedBitSpinLock",
          "ripsaw.machine.smp.PassiveSerialization",
          "ripsaw.machine.smp.SleepMutex",
          "ripsaw.machine.smp.SpinMutex");

  private static final Set<String> RUN =
      Set.of(
          // callers
          "open",
          "run",
          "settle",
          "census",
          "attempt",
          "freeInInterrupt",
          "allocateInInterrupt",
          "allocate",
          "ask",
          "free",
          "freeNothing",
          "reallocate",
          "reallocateNothing",
          "takeSignals",
          "tidy",
          "takeOffline",
          "bringBack",
          "createType",
          "destroyType",
          "call",
          "look",
          // cpus and what they share
          "lock",
          "lockAgain",
          "tryLock",
          "takeIfFree",
          "sleepWhileSet",
          "wake",
          "testAndSet",
          "tryTake",
          "unlock",
          "release",
          "signal",
          "takeSignal",
          "takeFrom",
          "asHandler",
          "interrupt",
          "mayBlock",
          "maySleep",
          "sleepUntil",
          "sleep",
          "join",
          "await",
          "broadcast",
          "enter",
          "leave",
          "perform",
          "post",
          "take",
          "publish",
          "write",
          "advance",
          "get",
          "set",
          "clear");

  /** Where no subject is. */
  private static final List<String> ELSEWHERE =
      List.of(
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "kotlin.",
          "kotlinx.",
          "org.jetbrains.lincheck.",
          "org.jetbrains.kotlinx.lincheck.",
          "ripsaw.spec.",
          "ripsaw.machine.",
          "ripsaw.subject.",
          "ripsaw.linearizability.");

  /** Of these a subject may make words that cpus share, or locks. Lincheck knows them well. */
  private static final String CONCURRENT = "java.util.concurrent.";

  private static final Map<String, Boolean> BYSTANDERS = new ConcurrentHashMap<>();

  private static final Promises PROMISES = new Promises();

  private LincheckInstrumentation() {}

  static List<ManagedStrategyGuarantee> all() {
    return List.of(
        forClasses(LincheckInstrumentation::isBystander).allMethods().ignore(),
        forClasses(MEMORY::contains).methods(PLAIN::contains).ignore(),
        forClasses(MEMORY::contains).allMethods().treatAsAtomic(),
        forClasses(PROMISES::ofType).methods(PROMISES::ofMethod).ignore(),
        forClasses(RUNNERS::contains).methods(name -> !isRun(name)).ignore());
  }

  /** Whether the subject may run in this method of a runner. In what is ignored nobody meets. */
  static boolean isRun(String method) {
    return RUN.contains(method) || method.startsWith("lambda$");
  }

  /** Whether this is no part of a subject, nor of what a subject runs on. */
  static boolean isBystander(String type) {
    return BYSTANDERS.computeIfAbsent(type, name -> isElsewhere(name) && !isInterface(name));
  }

  /**
   * Whether Lincheck need not transform the class, because it looks away when a {@linkplain
   * #isBystander bystander} is called: which it does not when the call names an interface, as it
   * does for a class without a canonical name. (With the interfaces of {@code java.util} spared,
   * too, {@code blackbox/bitmap} had 1742 interleavings instead of 1842.) What it transforms of
   * {@code java.lang} it needs to know where to look.
   */
  static boolean isSpared(Class<?> type) {
    String name = type.getName();
    return isElsewhere(name)
        && !type.isInterface()
        && type.getCanonicalName() != null
        && (name.startsWith("java.util.") || name.startsWith("ripsaw."));
  }

  private static boolean isElsewhere(String name) {
    return ELSEWHERE.stream().anyMatch(name::startsWith)
        && !name.startsWith(CONCURRENT)
        && !MEMORY.contains(name)
        && !name.equals("ripsaw.machine.FlawedMemory")
        && !RUNNERS.contains(name);
  }

  /** What has no name but that of its interface: a lambda, or an anonymous class. */
  private static boolean isInterface(String type) {
    return ClassNames.find(type).filter(Class::isInterface).isPresent();
  }
}
