package ripsaw.linearizability.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import ripsaw.linearizability.program.Program.Malformed;
import ripsaw.subject.CommonVerb;
import ripsaw.subject.Family;
import ripsaw.subject.Verb;

/**
 * What generated programs are made of.
 *
 * @param verbs in the order in which they are tried
 * @param sizes that are asked for, in bytes
 */
public record Alphabet(List<Verb> verbs, List<Long> sizes) {
  /** Each cpu allocates 64 bytes, or frees. */
  public static final Alphabet PLAIN =
      new Alphabet(List.of(CommonVerb.ALLOC, CommonVerb.FREE), List.of(64L));

  private static final String ALL = "all";

  /**
   * A verb with its size, and without the name that it is about.
   *
   * @param bytes 0 if it asks for none
   */
  public record Form(Verb verb, long bytes) {
    /**
     * @param name of what it gives or uses; not looked at if it does neither
     */
    Operation operation(String name) {
      return new Operation(verb, verb.takesName() ? name : "", bytes, false, Set.of());
    }
  }

  /**
   * Reads the words of verbs, between commas, or {@code all} for those that this family offers to
   * cpus that run.
   *
   * @throws Malformed if it offers no such verb
   */
  public static Alphabet of(Family family, String words, List<Long> sizes) throws Malformed {
    List<Verb> offered = offered(family);
    if (words.equals(ALL)) {
      return new Alphabet(offered, sizes);
    }
    List<Verb> verbs = new ArrayList<>();
    for (String word : words.split(",")) {
      verbs.add(
          offered.stream()
              .filter(verb -> word(verb).equals(word.trim()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new Malformed(
                          "'%s': expected 'all', or some of %s"
                              .formatted(word.trim(), words(offered)))));
    }
    return new Alphabet(verbs.stream().distinct().toList(), sizes);
  }

  /** All verbs that cpus which run may use: a type is made beforehand only. */
  static List<Verb> offered(Family family) {
    List<Verb> offered = new ArrayList<>(Arrays.asList(CommonVerb.values()));
    offered.retainAll(family.commonVerbs());
    offered.remove(CommonVerb.NEW_TYPE);
    offered.addAll(family.verbs());
    return List.copyOf(offered);
  }

  private static String words(List<Verb> verbs) {
    return verbs.stream().map(Alphabet::word).collect(Collectors.joining(", "));
  }

  /** As in {@code free-in-interrupt}, for no two are the same. */
  private static String word(Verb verb) {
    boolean inInterrupt =
        verb == CommonVerb.ALLOC_IN_INTERRUPT || verb == CommonVerb.FREE_IN_INTERRUPT;
    return verb.word() + (inInterrupt ? "-in-interrupt" : "");
  }

  /** Every verb, with every size if it asks for one. */
  public List<Form> forms() {
    List<Form> forms = new ArrayList<>();
    for (Verb verb : verbs) {
      if (asksForBytes(verb)) {
        sizes.forEach(bytes -> forms.add(new Form(verb, bytes)));
      } else {
        forms.add(new Form(verb, 0));
      }
    }
    return forms;
  }

  static boolean asksForBytes(Verb verb) {
    return verb == CommonVerb.ALLOC
        || verb == CommonVerb.ALLOC_IN_INTERRUPT
        || verb == CommonVerb.REALLOC;
  }
}
