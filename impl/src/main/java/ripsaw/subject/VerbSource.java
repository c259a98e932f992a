package ripsaw.subject;

import java.util.Optional;

/**
 * Reads verbs that no {@link Family} lists, as each subject has its own. Found by {@link
 * java.util.ServiceLoader}: name the implementing class in {@code
 * META-INF/services/ripsaw.subject.VerbSource}.
 */
public interface VerbSource {
  /** The verb that this word of a program's text stands for; empty if it is none of these. */
  Optional<FamilyVerb> verb(String word);
}
