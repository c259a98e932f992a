package ripsaw.linearizability.program;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import ripsaw.linearizability.execution.Session;
import ripsaw.machine.Cpu;
import ripsaw.subject.Allocator;
import ripsaw.subject.Allocator.Flag;

/**
 * What a caller does on one cpu, in the words of a program:
 *
 * <pre>
 *   a = alloc 64                 a = alloc 64 limited zero nowait
 *   free a                       free a in-interrupt
 *   realloc a 100
 *   signals                      takes all pending signals
 *   tidy                         the slow periodic tick, or a pass of the poller
 *   new-type, destroy-type       the limited type
 *   read a                       looks at what another may free meanwhile, in a hold of its own
 *   hold, drop                   an existential lock
 *   tick                         the clock interrupts all cpus
 *   tick-here                    the clock interrupts this cpu
 * </pre>
 *
 * @param verb what
 * @param name of the chunk, empty if the verb has none
 * @param bytes of an allocation
 * @param limited whether the type with the tight limit is used
 * @param flags of an allocation
 */
public record Operation(Verb verb, String name, long bytes, boolean limited, Set<Flag> flags) {
  /** Limits of the two types of a program, in bytes: none, and a tight one. */
  public static final List<Long> LIMITS = List.of(Allocator.UNLIMITED, 256L);

  /** The same for types of objects of one size: more may be out than a slab of two holds. */
  public static final List<Long> OBJECT_LIMITS = List.of(Allocator.UNLIMITED, 384L);

  /** What an object of each has at most, where a type is of objects of one size. */
  public static final List<Long> OBJECT_BYTES = List.of(64L, 128L);

  private static final int LIMITED = 1;

  /** What a program can do. */
  public enum Verb {
    ALLOC,
    FREE,
    FREE_IN_INTERRUPT,
    REALLOC,
    SIGNALS,
    TIDY,
    NEW_TYPE,
    DESTROY_TYPE,
    READ,
    HOLD,
    DROP,
    TICK,
    TICK_HERE
  }

  private static final List<Verb> WITHOUT_NAME =
      List.of(
          Verb.SIGNALS,
          Verb.TIDY,
          Verb.NEW_TYPE,
          Verb.DESTROY_TYPE,
          Verb.HOLD,
          Verb.DROP,
          Verb.TICK,
          Verb.TICK_HERE);

  /** Names for what allocations return: a, b, … z, a1, b1, … */
  public static String name(int number) {
    String letter = String.valueOf((char) ('a' + number % 26));
    return number < 26 ? letter : letter + number / 26;
  }

  public static Operation of(Verb verb, String name) {
    return new Operation(verb, name, 0, false, Set.of());
  }

  /**
   * Reads one operation.
   *
   * @throws IllegalArgumentException with a line that says what was expected
   */
  public static Operation parse(String text) {
    List<String> words = List.of(text.trim().split("\\s+"));
    try {
      if (words.size() >= 4 && words.get(1).equals("=") && words.get(2).equals("alloc")) {
        return parseAllocation(words);
      }
      for (Verb verb : WITHOUT_NAME) {
        if (words.equals(List.of(of(verb, "").toString()))) {
          return of(verb, "");
        }
      }
      if (words.size() == 2 && words.get(0).equals("free")) {
        return of(Verb.FREE, words.get(1));
      }
      if (words.size() == 2 && words.get(0).equals("read")) {
        return of(Verb.READ, words.get(1));
      }
      if (words.size() == 3 && words.get(0).equals("free") && words.get(2).equals("in-interrupt")) {
        return of(Verb.FREE_IN_INTERRUPT, words.get(1));
      }
      if (words.size() == 3 && words.get(0).equals("realloc")) {
        long bytes = size(words.get(2));
        return new Operation(Verb.REALLOC, words.get(1), bytes, false, Set.of());
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "': the size is not a number of bytes", e);
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "': expected 'a = alloc 64', 'free a', 'realloc a 64', 'read a', 'signals', 'tidy',"
            + " 'tick', 'hold' or 'drop'");
  }

  private static Operation parseAllocation(List<String> words) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    boolean limited = false;
    for (String word : words.subList(4, words.size())) {
      if (word.equals("limited")) {
        limited = true;
      } else {
        flags.add(flag(word));
      }
    }
    long bytes = size(words.get(3));
    return new Operation(Verb.ALLOC, words.get(0), bytes, limited, flags);
  }

  private static long size(String word) {
    long bytes = Long.parseLong(word);
    if (bytes < 0) {
      throw new NumberFormatException("negative");
    }
    return bytes;
  }

  private static Flag flag(String word) {
    for (Flag flag : Flag.values()) {
      if (word(flag).equals(word)) {
        return flag;
      }
    }
    throw new IllegalArgumentException("'" + word + "': expected 'limited', 'zero' or 'nowait'");
  }

  private static String word(Flag flag) {
    return flag.name().toLowerCase(Locale.ROOT);
  }

  /** True if it is about what an earlier allocation returned. */
  public boolean isUse() {
    return !name.isEmpty() && verb != Verb.ALLOC;
  }

  /** Runs it on a cpu. Returns false if it did nothing, such as to free what nobody holds. */
  public boolean run(Session session, Cpu cpu) {
    switch (verb) {
      case ALLOC:
        return session.allocate(cpu, name, limited ? LIMITED : 0, bytes, flags);
      case FREE:
        return session.free(cpu, name);
      case FREE_IN_INTERRUPT:
        return freeInInterrupt(session, cpu);
      case REALLOC:
        return session.reallocate(cpu, name, bytes);
      case SIGNALS:
        session.takeSignals(cpu);
        return true;
      case TIDY:
        session.tidy(cpu);
        return true;
      case NEW_TYPE:
        session.createType(cpu, LIMITED);
        return true;
      case DESTROY_TYPE:
        session.destroyType(cpu, LIMITED);
        return true;
      case READ:
        return session.read(cpu, name);
      case HOLD:
        session.hold(cpu);
        return true;
      case DROP:
        session.drop(cpu);
        return true;
      case TICK:
        session.tick(cpu);
        return true;
      case TICK_HERE:
        session.tickHere(cpu);
        return true;
    }
    throw new AssertionError(verb);
  }

  private boolean freeInInterrupt(Session session, Cpu cpu) {
    boolean[] freed = new boolean[1];
    cpu.interrupt(() -> freed[0] = session.free(cpu, name));
    return freed[0];
  }

  @Override
  public String toString() {
    return switch (verb) {
      case ALLOC -> {
        StringJoiner words = new StringJoiner(" ").add(name + " = alloc " + bytes);
        if (limited) {
          words.add("limited");
        }
        flags.forEach(flag -> words.add(word(flag)));
        yield words.toString();
      }
      case FREE -> "free " + name;
      case FREE_IN_INTERRUPT -> "free " + name + " in-interrupt";
      case REALLOC -> "realloc " + name + " " + bytes;
      case SIGNALS -> "signals";
      case TIDY -> "tidy";
      case NEW_TYPE -> "new-type";
      case DESTROY_TYPE -> "destroy-type";
      case READ -> "read " + name;
      case HOLD -> "hold";
      case DROP -> "drop";
      case TICK -> "tick";
      case TICK_HERE -> "tick-here";
    };
  }
}
