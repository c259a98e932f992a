package ripsaw.linearizability.guard;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import ripsaw.linearizability.program.Program;
import ripsaw.subject.Subject;

/**
 * Notices a subject that makes no step any more: a loop without an access, a wait that nothing
 * ends. No bound of an execution sees that, for they are looked at between steps.
 *
 * <p>Each thread has a pulse, which beats when an execution begins and with each step. One whose
 * pulse stands still hangs if it is in the subject's code all the while, and has computed or waits
 * there: a thread that was not let run, on a busy machine, has not.
 */
public final class Watchdog {
  /** How long a subject may go on without a step: a step takes microseconds. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Looks in that time. They are counted, not timed: a process that is stopped does not look. */
  private static final int LOOKS = 20;

  /** Of the time without a step, one part in so many must have been computed. */
  private static final int SHARE = 10;

  /** What the subject calls: the top of a stack that says nothing of where in it that is. */
  private static final List<String> CALLED =
      List.of("java.", "jdk.", "sun.", "ripsaw.machine.", "org.jetbrains.", "kotlin.");

  /** What calls the subject, by package. */
  private static final List<String> CALLERS =
      List.of("ripsaw.linearizability.execution.", "ripsaw.linearizability.guard.");

  /** What is no subject's. */
  private static final List<String> OURS =
      List.of("ripsaw.linearizability.", "ripsaw.spec.", "ripsaw.properties.", "ripsaw.gate.");

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Who watches this thread, and those that it starts; null if nobody does. */
  private static final InheritableThreadLocal<Watchdog> WATCHING = new InheritableThreadLocal<>();

  private final Duration patience;
  private final Map<Thread, Pulse> pulses = new ConcurrentHashMap<>();

  private Watchdog(Duration patience) {
    this.patience = patience;
  }

  /** A subject makes no step any more. Its thread is left to itself: Java cannot end it. */
  public static final class Hung extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param message one line: which subject, and the method that it hangs in
     */
    Hung(String message) {
      super(message);
    }
  }

  /** Of one thread that executes, or of several of which one runs at a time. */
  public static final class Pulse {
    private volatile Thread thread = Thread.currentThread();
    private final AtomicLong beats = new AtomicLong();
    private volatile Subject subject;
    private volatile Optional<Program> program = Optional.empty();
    private long seen;
    private int still;
    private long computed;

    /** An execution begins. */
    public void begin(Subject next) {
      subject = next;
      program = Optional.empty();
      beat();
    }

    /** It is of this program. */
    public void know(Program executed) {
      program = Optional.of(executed);
    }

    /** Called by one thread at a time, and often: of Lincheck's by the one whose turn it is. */
    public void beat() {
      Thread running = Thread.currentThread();
      if (thread != running) {
        thread = running;
      }
      beats.setOpaque(beats.getPlain() + 1);
    }
  }

  /** The pulse of this thread. */
  public static Pulse pulse() {
    Watchdog watchdog = WATCHING.get();
    return watchdog == null
        ? new Pulse()
        : watchdog.pulses.computeIfAbsent(Thread.currentThread(), any -> new Pulse());
  }

  /**
   * Does a task in a thread of its own, which holds no monitor, and watches it and the threads that
   * it starts. What it throws is thrown here.
   *
   * @param patience how long a subject may go on without a step
   * @throws Hung if one goes on for longer; its threads are interrupted
   */
  public static <T> T watch(Duration patience, Supplier<T> task) {
    return new Watchdog(patience).watch(task);
  }

  private <T> T watch(Supplier<T> task) {
    FutureTask<T> result =
        new FutureTask<>(
            () -> {
              WATCHING.set(this);
              return task.get();
            });
    Thread thread = Thread.ofPlatform().name("watched").daemon().start(result);
    while (true) {
      try {
        return result.get(patience.toNanos() / LOOKS, TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        Optional<String> hung = look();
        if (hung.isPresent()) {
          thread.interrupt();
          pulses.values().forEach(pulse -> pulse.thread.interrupt());
          throw new Hung(hung.get());
        }
      } catch (InterruptedException e) {
        thread.interrupt();
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted");
      } catch (ExecutionException e) {
        throw InOrder.unchecked(e.getCause());
      }
    }
  }

  /** Where one hangs; empty if none does, as far as can be told yet. */
  private Optional<String> look() {
    pulses.keySet().removeIf(begun -> !begun.isAlive());
    for (Pulse pulse : pulses.values()) {
      Thread thread = pulse.thread;
      long beats = pulse.beats.getOpaque();
      Optional<StackTraceElement> where = subjectCode(thread.getStackTrace());
      if (beats != pulse.seen || where.isEmpty()) {
        pulse.seen = beats;
        pulse.still = 0;
        pulse.computed = THREADS.getThreadCpuTime(thread.threadId());
      } else if (++pulse.still >= LOOKS && (waits(thread) || hasComputed(thread, pulse))) {
        return Optional.of(describe(pulse, where.get(), thread.getState()));
      }
    }
    return Optional.empty();
  }

  private static boolean waits(Thread thread) {
    return thread.getState() != Thread.State.RUNNABLE;
  }

  private boolean hasComputed(Thread thread, Pulse pulse) {
    long computed = THREADS.getThreadCpuTime(thread.threadId()) - pulse.computed;
    return computed > patience.toNanos() / SHARE;
  }

  /** Where in the subject's code this is; empty if it is in none. */
  private static Optional<StackTraceElement> subjectCode(StackTraceElement[] stack) {
    Optional<StackTraceElement> top =
        Arrays.stream(stack)
            .filter(frame -> CALLED.stream().noneMatch(frame.getClassName()::startsWith))
            .findFirst()
            .filter(frame -> !isOurs(frame));
    boolean isCalledFromHere =
        Arrays.stream(stack)
            .filter(Watchdog::isOurs)
            .findFirst()
            .filter(frame -> CALLERS.stream().anyMatch(frame.getClassName()::startsWith))
            .isPresent();
    return isCalledFromHere ? top : Optional.empty();
  }

  private static boolean isOurs(StackTraceElement frame) {
    return OURS.stream().anyMatch(frame.getClassName()::startsWith);
  }

  private String describe(Pulse pulse, StackTraceElement where, Thread.State state) {
    return "%s hangs in %s.%s(%s:%s): it %s, and made no step for %s%s"
        .formatted(
            pulse.subject,
            where.getClassName(),
            where.getMethodName(),
            where.getFileName(),
            where.getLineNumber(),
            switch (state) {
              case RUNNABLE -> "computes without an access";
              case BLOCKED -> "waits for a monitor, which the machine knows nothing of";
              default -> "waits for what no cpu does";
            },
            patience.toString().substring(2).toLowerCase(Locale.ROOT),
            pulse
                .program
                .map(one -> " of '" + one.toString(pulse.subject.family()) + "'")
                .orElse(""));
  }
}
