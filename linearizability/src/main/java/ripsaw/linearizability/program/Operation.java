package ripsaw.linearizability.program;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import ripsaw.subject.Allocator.Flag;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.CpuVerb;
import ripsaw.subject.Family;
import ripsaw.subject.FamilyVerb;
import ripsaw.subject.Verb;
import ripsaw.subject.VerbSource;

/**
 * What a caller does on one cpu, in the words of a program:
 *
 * <pre>
 *   a = alloc 64                 a = alloc 64 limited zero nowait
 *   a = alloc                    of what is all alike; elsewhere 8 bytes
 *   a = alloc 64 in-interrupt    by a handler: nowait goes without saying
 *   free a                       free a in-interrupt
 *   realloc a 100
 *   signals                      takes all pending signals
 *   tidy                         the slow periodic tick, or a pass of a poller
 *   new-type, destroy-type       the limited type
 *   new-type other, destroy-type other, a = alloc 64 other
 *   offline cpu1, online cpu1    another cpu goes, and comes back: see {@link CpuVerb}
 * </pre>
 *
 * and the words of the families' {@linkplain FamilyVerb own verbs}, and of {@linkplain VerbSource
 * those of a single subject}.
 *
 * @param verb what
 * @param name of the chunk, or of the cpu; empty if the verb has none
 * @param bytes of an allocation
 * @param type of an allocation, as it is written; of {@code new-type} and {@code destroy-type} see
 *     {@link #about}
 * @param flags of an allocation
 */
public record Operation(Verb verb, String name, long bytes, ObjectType type, Set<Flag> flags) {
  private static final List<FamilyVerb> OF_FAMILIES =
      Family.all().stream().flatMap(family -> family.verbs().stream()).toList();

  private static final List<VerbSource> SOURCES =
      ServiceLoader.load(VerbSource.class).stream().map(ServiceLoader.Provider::get).toList();

  private static final List<CommonVerb> WITHOUT_NAME =
      List.of(CommonVerb.SIGNALS, CommonVerb.TIDY, CommonVerb.NEW_TYPE, CommonVerb.DESTROY_TYPE);

  private static final List<CommonVerb> OF_TYPES =
      List.of(CommonVerb.NEW_TYPE, CommonVerb.DESTROY_TYPE);

  /** What is asked for if nobody says how much, in bytes. */
  private static final long A_WORD = 8;

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,31}");
  private static final String CPU = "cpu";
  private static final String IN_INTERRUPT = "in-interrupt";

  /** Who handles an interrupt may not sleep. */
  public Operation {
    if (verb == CommonVerb.ALLOC_IN_INTERRUPT && !flags.contains(Flag.NOWAIT)) {
      flags = withNowait(flags);
    }
  }

  /** The same of a caller that does not wait for memory. */
  public Operation nowait() {
    return new Operation(verb, name, bytes, type, withNowait(flags));
  }

  private static Set<Flag> withNowait(Set<Flag> flags) {
    Set<Flag> more = EnumSet.of(Flag.NOWAIT);
    more.addAll(flags);
    return more;
  }

  /** Of the limited type, or of the plain one. */
  public Operation(Verb verb, String name, long bytes, boolean limited, Set<Flag> flags) {
    this(verb, name, bytes, limited ? ObjectType.LIMITED : ObjectType.PLAIN, flags);
  }

  /** Names for what allocations return: a, b, … z, a1, b1, … */
  public static String name(int number) {
    String letter = String.valueOf((char) ('a' + number % 26));
    return number < 26 ? letter : letter + number / 26;
  }

  /** {@code name = alloc bytes}. */
  public static Operation allocation(String name, long bytes) {
    return new Operation(CommonVerb.ALLOC, name, bytes, false, Set.of());
  }

  public static Operation of(Verb verb, String name) {
    return new Operation(verb, name, 0, false, Set.of());
  }

  /** {@code offline cpu1}, {@code online cpu1}. */
  public static Operation of(CpuVerb verb, int cpu) {
    return of(verb, CPU + cpu);
  }

  /**
   * Reads one operation.
   *
   * @throws IllegalArgumentException with a line that says what was expected
   */
  public static Operation parse(String text) {
    Operation read = read(text);
    if (!read.name.isEmpty() && !NAME.matcher(read.name).matches()) {
      throw new IllegalArgumentException(
          "'" + read.name + "': a name is a letter, and 31 letters or digits at most, as b1");
    }
    return read;
  }

  private static Operation read(String text) {
    List<String> words = List.of(text.trim().split("\\s+"));
    try {
      if (words.size() >= 4 && words.get(1).equals("=") && words.get(2).equals("alloc")) {
        return parseAllocation(words);
      }
      if (words.size() == 3 && words.get(1).equals("=") && words.get(2).equals("alloc")) {
        return allocation(words.get(0), A_WORD);
      }
      for (CommonVerb verb : WITHOUT_NAME) {
        if (words.equals(List.of(verb.word()))) {
          return of(verb, "");
        }
      }
      for (CommonVerb verb : OF_TYPES) {
        if (words.equals(List.of(verb.word(), ObjectType.OTHER.word()))) {
          return new Operation(verb, "", 0, ObjectType.OTHER, Set.of());
        }
      }
      for (FamilyVerb verb : OF_FAMILIES) {
        if (words.get(0).equals(verb.word()) && words.size() == (verb.takesName() ? 2 : 1)) {
          return of(verb, verb.takesName() ? words.get(1) : "");
        }
      }
      for (VerbSource source : SOURCES) {
        Optional<FamilyVerb> verb =
            words.size() == 1 ? source.verb(words.get(0)) : Optional.empty();
        if (verb.isPresent()) {
          return of(verb.get(), "");
        }
      }
      for (CpuVerb verb : CpuVerb.values()) {
        if (words.size() == 2 && words.get(0).equals(verb.word()) && isCpu(words.get(1))) {
          return of(verb, words.get(1));
        }
      }
      if (words.size() == 2 && words.get(0).equals("free")) {
        return of(CommonVerb.FREE, words.get(1));
      }
      if (words.size() == 3 && words.get(0).equals("free") && words.get(2).equals(IN_INTERRUPT)) {
        return of(CommonVerb.FREE_IN_INTERRUPT, words.get(1));
      }
      if (words.size() == 3 && words.get(0).equals("realloc")) {
        long bytes = size(words.get(2));
        return new Operation(CommonVerb.REALLOC, words.get(1), bytes, false, Set.of());
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "': the size is not a number of bytes", e);
    }
    boolean isWord = words.size() == 1 && NAME.matcher(text.trim()).matches();
    String own = "; of a class of your own '%s()' or '%1$s(1)'".formatted(text.trim());
    throw new IllegalArgumentException(
        "'%s': expected %s%s".formatted(text, expected(), isWord ? own : ""));
  }

  private static boolean isCpu(String word) {
    return word.matches(CPU + "[0-9]{1,2}");
  }

  private static String expected() {
    List<String> forms = new ArrayList<>(List.of("a = alloc 64", "free a", "realloc a 64"));
    forms.addAll(List.of("signals", "tidy", "offline cpu1", "online cpu1"));
    for (FamilyVerb verb : OF_FAMILIES) {
      forms.add(verb.word() + (verb.takesName() ? " a" : ""));
    }
    return "'"
        + String.join("', '", forms.subList(0, forms.size() - 1))
        + "' or '"
        + forms.getLast()
        + "'";
  }

  private static Operation parseAllocation(List<String> words) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    ObjectType type = ObjectType.PLAIN;
    Verb verb = CommonVerb.ALLOC;
    for (String word : words.subList(4, words.size())) {
      Optional<ObjectType> one = ObjectType.byWord(word);
      if (one.isPresent() && type != ObjectType.PLAIN && type != one.get()) {
        throw new IllegalArgumentException("'limited' and 'other': leave one out");
      }
      if (one.isPresent()) {
        type = one.get();
      } else if (word.equals(IN_INTERRUPT)) {
        verb = CommonVerb.ALLOC_IN_INTERRUPT;
      } else {
        flags.add(flag(word));
      }
    }
    return new Operation(verb, words.get(0), size(words.get(3)), type, flags);
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
    throw new IllegalArgumentException(
        "'" + word + "': expected 'limited', 'other', 'zero', 'nowait' or 'in-interrupt'");
  }

  private static String word(Flag flag) {
    return flag.name().toLowerCase(Locale.ROOT);
  }

  /** The same, by whoever handles an interrupt. */
  Operation inInterrupt() {
    Verb there =
        switch (verb) {
          case CommonVerb.ALLOC -> CommonVerb.ALLOC_IN_INTERRUPT;
          case CommonVerb.FREE -> CommonVerb.FREE_IN_INTERRUPT;
          default -> verb;
        };
    return new Operation(there, name, bytes, type, flags);
  }

  /** True if it gives a name to what it returns. */
  public boolean isAllocation() {
    return verb == CommonVerb.ALLOC || verb == CommonVerb.ALLOC_IN_INTERRUPT;
  }

  /** Whether the type with the tight limit is asked for memory. */
  public boolean limited() {
    return type == ObjectType.LIMITED;
  }

  /** The type that memory is asked of, or that is created or destroyed. */
  public ObjectType about() {
    return OF_TYPES.contains(verb) && type == ObjectType.PLAIN ? ObjectType.LIMITED : type;
  }

  /** True if it takes a cpu offline, or brings it back. */
  public boolean isHotplug() {
    return verb instanceof CpuVerb;
  }

  /** The number of the cpu that goes or comes. */
  public int cpu() {
    return Integer.parseInt(name.substring(CPU.length()));
  }

  /** True if it is about what an earlier allocation returned. */
  public boolean isUse() {
    return verb.takesName() && !isAllocation();
  }

  /** True if it looks at what a name stands for, and leaves it there. */
  public boolean isLook() {
    return verb instanceof FamilyVerb && verb.takesName();
  }

  /** True if what a name stands for is gone after it. */
  public boolean isFree() {
    return verb == CommonVerb.FREE || verb == CommonVerb.FREE_IN_INTERRUPT;
  }

  /** As one of this family's programs says it: without a size, if what is granted is all alike. */
  public String inWords(Family family) {
    String text = toString();
    return family.hasSizes() || !isAllocation() ? text : text.replace(" alloc " + bytes, " alloc");
  }

  @Override
  public String toString() {
    return switch (verb) {
      case CommonVerb.ALLOC -> allocation(flags);
      case CommonVerb.ALLOC_IN_INTERRUPT -> {
        Set<Flag> said = EnumSet.copyOf(flags);
        said.remove(Flag.NOWAIT);
        yield allocation(said) + " " + IN_INTERRUPT;
      }
      case CommonVerb.FREE_IN_INTERRUPT -> "free " + name + " " + IN_INTERRUPT;
      case CommonVerb.REALLOC -> "realloc " + name + " " + bytes;
      case CommonVerb.NEW_TYPE, CommonVerb.DESTROY_TYPE ->
          (verb.word() + " " + type.word()).strip();
      case CpuVerb of -> of.word() + " " + name;
      default -> verb.takesName() ? verb.word() + " " + name : verb.word();
    };
  }

  private String allocation(Set<Flag> said) {
    StringJoiner words = new StringJoiner(" ").add(name + " = alloc " + bytes);
    if (type != ObjectType.PLAIN) {
      words.add(type.word());
    }
    said.forEach(flag -> words.add(word(flag)));
    return words.toString();
  }
}
