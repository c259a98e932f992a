package ripsaw.subject;

import java.util.List;

/**
 * Brings subjects and mutants. Found by {@link java.util.ServiceLoader}: name the implementing
 * class in {@code META-INF/services/ripsaw.subject.SubjectProvider}.
 */
public interface SubjectProvider {
  /** References and historical versions, oldest first. */
  default List<Subject> subjects() {
    return List.of();
  }

  default List<Mutant> mutants() {
    return List.of();
  }
}
