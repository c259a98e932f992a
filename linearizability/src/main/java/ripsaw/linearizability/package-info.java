/**
 * Interleavings. A {@link ripsaw.linearizability.Session} is one execution under judgement:
 * machine, allocator, callers, heap model. {@link ripsaw.linearizability.Execution} runs its cpus
 * as coroutines that are switched at every access, one {@link ripsaw.linearizability.Move} after
 * the other. {@link ripsaw.linearizability.LincheckChecker} lets Lincheck explore the same sessions
 * with real threads, on {@linkplain ripsaw.linearizability.Scenario scenarios} that start near an
 * edge.
 *
 * <p>{@link ripsaw.linearizability.SubjectChecker} is what a checker is to the gate. Read {@link
 * ripsaw.linearizability.Session} first.
 */
package ripsaw.linearizability;
