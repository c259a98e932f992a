/**
 * Interleavings. A {@link ripsaw.linearizability.execution.Session} is one execution under
 * judgement: machine, allocator, callers, heap model. Three things run one, as coroutines on one
 * thread or as Lincheck's threads:
 *
 * <ul>
 *   <li>the explorer. A {@link ripsaw.linearizability.program.Program} is what each cpu does, a
 *       {@link ripsaw.linearizability.execution.ProgramRun} one execution of it, step by step, a
 *       {@link ripsaw.linearizability.explore.Strategy} decides the steps ({@link
 *       ripsaw.linearizability.explore.SourceSets}: all of them, up to the order of steps that
 *       commute). {@link ripsaw.linearizability.explore.Explorer} makes one after another. What it
 *       finds is a {@link ripsaw.linearizability.execution.Schedule}, in a file a {@link
 *       ripsaw.linearizability.repro.Repro}, made once more a {@link
 *       ripsaw.linearizability.repro.Replay}, and row by row a {@link
 *       ripsaw.linearizability.repro.Recording};
 *   <li>{@link ripsaw.linearizability.execution.ManualRun}, for random programs, one {@link
 *       ripsaw.linearizability.execution.Move} after the other;
 *   <li>{@link ripsaw.linearizability.lincheck.LincheckChecker}, with real threads, on {@linkplain
 *       ripsaw.linearizability.program.Suite scenarios} that start near an edge.
 * </ul>
 *
 * <p>{@link ripsaw.linearizability.checker.SubjectChecker} is what a checker is to the gate. Read
 * {@link ripsaw.linearizability.execution.Session} first, then {@link
 * ripsaw.linearizability.execution.ProgramRun}.
 */
package ripsaw.linearizability;
