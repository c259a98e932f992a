package ripsaw.gate.hunt;

import java.util.List;
import ripsaw.linearizability.mutation.Mutation;
import ripsaw.linearizability.mutation.Trial;
import ripsaw.subject.Subject;

/** Something that a checker can be asked about a mutant. */
interface Question {
  /** All that the answer depends on, but for the code. */
  String text();

  /** Whether the answer can be another than for the subject itself. */
  boolean concerns(Mutation mutation);

  Answer ask(Trial trial);

  /** What is to be asked of each mutant of a subject, cheapest first. */
  interface Source {
    List<Question> of(Subject subject);
  }
}
