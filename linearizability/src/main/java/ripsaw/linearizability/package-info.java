/**
 * Interleavings. A {@link ripsaw.linearizability.Session} is one execution under judgement:
 * machine, allocator, callers, heap model. Three things run one, as coroutines on one thread or as
 * Lincheck's threads:
 *
 * <ul>
 *   <li>the explorer. A {@link ripsaw.linearizability.Program} is what each cpu does, a {@link
 *       ripsaw.linearizability.Run} one execution of it, step by step, a {@link
 *       ripsaw.linearizability.Strategy} decides the steps ({@link
 *       ripsaw.linearizability.SourceSets}: all of them, up to the order of steps that commute).
 *       {@link ripsaw.linearizability.Explorer} makes one after another. What it finds is a {@link
 *       ripsaw.linearizability.Schedule}, in a file a {@link ripsaw.linearizability.Repro}, made
 *       once more a {@link ripsaw.linearizability.Replay}, and row by row a {@link
 *       ripsaw.linearizability.Recording};
 *   <li>{@link ripsaw.linearizability.Execution}, for random programs, one {@link
 *       ripsaw.linearizability.Move} after the other;
 *   <li>{@link ripsaw.linearizability.LincheckChecker}, with real threads, on {@linkplain
 *       ripsaw.linearizability.Scenario scenarios} that start near an edge.
 * </ul>
 *
 * <p>{@link ripsaw.linearizability.SubjectChecker} is what a checker is to the gate. Read {@link
 * ripsaw.linearizability.Session} first, then {@link ripsaw.linearizability.Run}.
 */
package ripsaw.linearizability;
