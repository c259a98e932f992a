package ripsaw.gate.hunt;

import ripsaw.linearizability.mutation.Mutation;
import ripsaw.linearizability.mutation.Trial;

/** Something that a checker can be asked about a mutant. */
interface Question {
  /** All that the answer depends on, but for the code. */
  String text();

  /** Whether the answer can be another than for the subject itself. */
  boolean concerns(Mutation mutation);

  Answer ask(Trial trial);
}
