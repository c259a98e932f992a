package ripsaw.machine.lock;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * In which order the locks of an execution are waited for, by classes. A lock of one class that is
 * waited for under one of another is an edge between the two; a cycle of edges is a deadlock that
 * some execution may have, whether this one has it or not: of n cpus each has a lock and waits for
 * the next one's. Who only tries a lock does not wait, so that makes no edge; but what is waited
 * for under a lock that was tried does.
 *
 * <p>After Linux's lockdep ({@code kernel/locking/lockdep.c}), but for its interrupt states. Each
 * execution begins without edges, so that its schedule alone shows what is wrong in it.
 */
public final class LockOrder {
  /** Of each class: what was waited for under it, and where first. */
  private final Map<LockClass, Map<LockClass, String>> under = new LinkedHashMap<>();

  private final List<List<LockClass>> held = new ArrayList<>();

  /**
   * @param contexts that may have locks: threads, and the interrupts of each cpu
   */
  public LockOrder(int contexts) {
    for (int context = 0; context < contexts; context++) {
      held.add(new ArrayList<>());
    }
  }

  /**
   * Somebody is about to wait for a lock.
   *
   * @param place where, in words; asked if it is news
   * @return what is wrong: it closes a cycle, and nobody has done that before
   */
  public synchronized Optional<String> waits(
      int context, LockClass wanted, Supplier<String> place) {
    Optional<String> wrong = Optional.empty();
    for (LockClass has : held.get(context)) {
      Map<LockClass, String> known = under.computeIfAbsent(has, any -> new LinkedHashMap<>());
      if (!known.containsKey(wanted)) {
        known.put(wanted, place.get());
        wrong = wrong.or(() -> cycle(has, wanted));
      }
    }
    return wrong;
  }

  /** Somebody has taken a lock, whether they waited for it or not. */
  public synchronized void has(int context, LockClass taken) {
    held.get(context).add(taken);
  }

  /** Somebody lets go of a lock. */
  public synchronized void letsGo(int context, LockClass left) {
    List<LockClass> mine = held.get(context);
    int last = mine.lastIndexOf(left);
    if (last >= 0) {
      mine.remove(last);
    }
  }

  /**
   * Somebody asks for pages, or gives some back.
   *
   * @return what is wrong: it has a lock under which nobody may
   */
  public synchronized Optional<String> asksForPages(int context, Supplier<String> place) {
    return held.get(context).stream()
        .filter(LockClass::forbidsPages)
        .findFirst()
        .map(lock -> "%s calls the page allocator under %s".formatted(place.get(), lock));
  }

  /** The locks that somebody has, in words; empty if there is none. */
  public synchronized String heldBy(int context) {
    return held.get(context).stream().map(LockClass::name).collect(Collectors.joining(" and "));
  }

  /** The edges that lead back to where this one begins, in words. */
  private Optional<String> cycle(LockClass has, LockClass wanted) {
    List<LockClass> path = new ArrayList<>(List.of(has));
    if (!leads(wanted, has, path, new HashSet<>())) {
      return Optional.empty();
    }
    StringBuilder words = new StringBuilder();
    for (int i = 0; i + 1 < path.size(); i++) {
      LockClass first = path.get(i);
      LockClass second = path.get(i + 1);
      words
          .append(i == 0 ? "" : ", and ")
          .append(
              "%s waits for %s under %s".formatted(under.get(first).get(second), second, first));
    }
    return Optional.of(words.toString());
  }

  private boolean leads(LockClass from, LockClass to, List<LockClass> path, Set<LockClass> seen) {
    path.add(from);
    if (from.equals(to)) {
      return true;
    }
    if (seen.add(from)) {
      for (LockClass next : under.getOrDefault(from, Map.of()).keySet()) {
        if (leads(next, to, path, seen)) {
          return true;
        }
      }
    }
    path.removeLast();
    return false;
  }
}
