package ripsaw.subject;

/** What a program may do on a cpu: a word of its text, and the call that it stands for. */
public sealed interface Verb permits CommonVerb, CpuVerb, FamilyVerb {
  /** As in a program's text. Two words if the second follows the name, as in {@code free a …}. */
  String word();

  /** Whether it is about what an allocation returned, and says so by name. */
  boolean takesName();
}
