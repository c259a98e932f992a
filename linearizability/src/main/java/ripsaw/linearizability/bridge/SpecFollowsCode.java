package ripsaw.linearizability.bridge;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import ripsaw.linearizability.Operation;
import ripsaw.linearizability.Operation.Verb;
import ripsaw.linearizability.Program;
import ripsaw.linearizability.Session;
import ripsaw.linearizability.Trace;
import ripsaw.machine.Access;
import ripsaw.machine.Event;
import ripsaw.spec.tla.Specification;
import ripsaw.spec.tla.Specification.State;
import ripsaw.spec.tla.Specification.Step;
import ripsaw.subject.Allocator.Flag;

/**
 * Watches executions of the Java, whoever schedules them, and keeps the set of states in which the
 * specification can be after what was seen: it grows where the specification has a choice that does
 * not show at once, and shrinks where the Java shows more. Once it is empty, the Java has done what
 * the specification cannot.
 *
 * <p>The executions are of the specification's language: one size class, types without limit, no
 * block that is larger than a slab.
 */
public final class SpecFollowsCode {
  /** Actions that no access shows, or none that is told from others; what follows on them does. */
  private static final Set<String> SILENT = Set.of("Grow", "NoPage", "Tidy", "Whose");

  private static final Set<Verb> ALLOCATING = EnumSet.of(Verb.ALLOC, Verb.REALLOC);
  private static final Set<Verb> FREEING =
      EnumSet.of(Verb.FREE, Verb.FREE_IN_INTERRUPT, Verb.REALLOC);

  /** The points at which the owner's free of a chunk lists the slab again, in the reference. */
  private static final Set<Point> TOUCHING_LIST =
      EnumSet.of(Point.COMPARE_AND_SET_LIST, Point.WRITE_LIST);

  private static final Set<Verb> PLAIN =
      EnumSet.of(Verb.FREE, Verb.FREE_IN_INTERRUPT, Verb.SIGNALS, Verb.TIDY);

  /** Of a chunk: the one size class. */
  private static final int BYTES = 64;

  /** Points that a difference is told with. */
  private static final int LAST_POINTS = 12;

  private final Specification specification;
  private final Map<State, List<Step>> steps = new HashMap<>();
  private final Map<State, RemoteFreeState> states = new HashMap<>();
  private long executions;
  private long points;
  private String difference;

  public SpecFollowsCode(RemoteFreeConfig config) throws IOException {
    this.specification = new Specification("RemoteFree", config.text());
  }

  /** Whether what a program does is in the specification's language. */
  public static boolean canFollow(Program program) {
    return Stream.concat(
            program.before().stream().map(Program.Step::operation),
            program.cpus().stream().flatMap(List::stream))
        .allMatch(
            one ->
                one.verb() == Verb.ALLOC
                    ? one.bytes() == BYTES && !one.limited() && !one.flags().contains(Flag.ZERO)
                    : PLAIN.contains(one.verb()));
  }

  /** A new execution begins, which this trace is to be given to. */
  public Trace follow() {
    executions++;
    return new Follower();
  }

  public long executions() {
    return executions;
  }

  /** Accesses that are actions, in all executions. */
  public long points() {
    return points;
  }

  /** States of the specification that the executions came through. */
  public int states() {
    return steps.size();
  }

  /** The first execution that no behaviour explains, up to there; empty if all are explained. */
  public Optional<String> difference() {
    return Optional.ofNullable(difference);
  }

  private List<Step> steps(State state) {
    return steps.computeIfAbsent(state, specification::steps);
  }

  private RemoteFreeState shown(State state) {
    return states.computeIfAbsent(state, any -> RemoteFreeState.of(any.variables()));
  }

  /** One execution. */
  private final class Follower implements Trace {
    private final Deque<String> last = new ArrayDeque<>();
    private Set<State> possible = new HashSet<>(specification.initial());
    private Session session;
    private Verb[] verbs;
    private boolean[] handling;
    private boolean[] unseen;
    private boolean over;

    @Override
    public void began(Session execution) {
      session = execution;
      verbs = new Verb[execution.machine().shape().cpus()];
      handling = new boolean[verbs.length];
      unseen = new boolean[verbs.length];
    }

    @Override
    public void called(int cpu, Operation operation) {
      verbs[cpu] = operation.verb();
    }

    @Override
    public void note(String text) {
      // What it says was seen.
    }

    @Override
    public void access(int cpu, Access access, String word, String before, String after) {
      handling[cpu] &= session.machine().cpu(cpu).isInInterrupt();
      Optional<Point> point = Words.point(access, word, handling[cpu]);
      if (point.isPresent() && Point.SHARED.contains(point.get())) {
        boolean lists = unseen[cpu] && TOUCHING_LIST.contains(point.get());
        String what = access + " " + word;
        if (lists) {
          unseen[cpu] = false;
          see(cpu, what, List.of("FreeLocal"));
        } else {
          see(cpu, what, point.get().actions());
        }
      } else if (word.endsWith(".free") && access == Access.SET_PLAIN && !handling[cpu]) {
        count(cpu, Long.parseLong(before), Long.parseLong(after));
      } else if (!Words.isMerged(access, word, cpu)) {
        differ(cpu, access + " " + word, "which belongs to no action");
      }
    }

    /** The owner counts its free chunks: one less, one more, where nobody else sees it. */
    private void count(int cpu, long before, long after) {
      if (after == before - 1 && after > 0 && ALLOCATING.contains(verbs[cpu])) {
        see(cpu, "takes a chunk", List.of("Allocate"));
      } else if (after == before + 1 && FREEING.contains(verbs[cpu])) {
        if (before > 0) {
          see(cpu, "puts a chunk back", List.of("FreeLocal"));
        } else {
          unseen[cpu] = true; // the reference touches the remote list next, and the others nothing
        }
      }
    }

    @Override
    public void event(int cpu, Event event, String about, long detail) {
      switch (event) {
        case SIGNAL_TAKEN -> {
          handling[cpu] = true;
          see(cpu, "takes a signal", List.of("Interrupt"));
        }
        case SLAB_CREATED -> {
          if (closed().stream().anyMatch(state -> !next(state, cpu, List.of("New")).isEmpty())) {
            see(cpu, "makes a slab of new pages", List.of("New"));
          } // else of its cache, which shows when it is marked
        }
        case PAGES_FREED -> see(cpu, "gives pages back", List.of("GiveBack"));
        default -> {
          // An access shows it.
        }
      }
    }

    /** The Java did what only these actions of this cpu do. */
    private void see(int cpu, String what, List<String> actions) {
      if (over) {
        return;
      }
      points++;
      last.add("cpu%d: %s".formatted(cpu, what));
      if (last.size() > LAST_POINTS) {
        last.remove();
      }
      for (int other = 0; other < unseen.length; other++) {
        if (unseen[other] && (other == cpu || isOpen(other))) {
          freeUnseen(other);
        }
      }
      RemoteFreeState java = RemoteFreeState.of(session);
      Set<State> agreeing = new HashSet<>();
      Set<String> differences = new TreeSet<>();
      for (State state : closed()) {
        for (State next : next(state, cpu, actions)) {
          Set<String> found = shown(next).differences(java, this::isOpen);
          if (found.isEmpty()) {
            agreeing.add(next);
          }
          differences.addAll(found);
        }
      }
      possible = agreeing;
      if (agreeing.isEmpty()) {
        String how =
            differences.isEmpty()
                ? "where the specification does none of " + actions
                : String.join("; ", differences);
        differ(cpu, what, how);
      }
    }

    /** A version that touches no shared word when it lists a slab again has done so by now. */
    private void freeUnseen(int cpu) {
      unseen[cpu] = false;
      Set<State> freed = new HashSet<>();
      closed().forEach(state -> freed.addAll(next(state, cpu, List.of("FreeLocal"))));
      possible = freed;
    }

    private void differ(int cpu, String what, String how) {
      over = true;
      if (difference == null) {
        difference =
            "execution %d: cpu%d: %s, %s. Before that: %s"
                .formatted(executions, cpu, what, how, String.join(", ", last));
      }
    }

    private boolean isOpen(int cpu) {
      return session.machine().cpu(cpu).isInterruptible();
    }

    private List<State> next(State state, int cpu, List<String> actions) {
      return steps(state).stream()
          .filter(step -> actions.contains(step.action()))
          .filter(step -> RemoteFreeState.number(step.cpu()) == cpu)
          .map(Step::next)
          .toList();
    }

    /** The possible states, and those that silent actions of what is under way make of them. */
    private Set<State> closed() {
      Set<State> closed = new HashSet<>(possible);
      Deque<State> queue = new ArrayDeque<>(possible);
      while (!queue.isEmpty()) {
        for (Step step : steps(queue.remove())) {
          if (SILENT.contains(step.action()) && isUnderWay(step) && closed.add(step.next())) {
            queue.add(step.next());
          }
        }
      }
      return closed;
    }

    private boolean isUnderWay(Step step) {
      Verb verb = verbs[RemoteFreeState.number(step.cpu())];
      return switch (step.action()) {
        case "Tidy" -> verb == Verb.TIDY;
        case "Whose" -> FREEING.contains(verb);
        default -> ALLOCATING.contains(verb);
      };
    }
  }
}
