/**
 * One execution under judgement. A {@link ripsaw.linearizability.execution.Session} puts a subject
 * on a machine and watches both; its {@link ripsaw.linearizability.execution.Interpreter} makes the
 * operations, its {@link ripsaw.linearizability.execution.HeapOracle} judges the answers, its
 * {@link ripsaw.linearizability.execution.Findings} keep what is wrong. Who runs next is said by a
 * {@link ripsaw.linearizability.execution.Scheduler}: a {@link
 * ripsaw.linearizability.execution.ProgramRun}, step by step, or a {@link
 * ripsaw.linearizability.execution.ManualRun}, move by move.
 *
 * <p>The way of one operation: a run lets an actor go on, the interpreter calls the allocator, the
 * allocator's accesses come back as the machine's watch, the session, which asks the run who is
 * next. There the way turns around, and nowhere else. Read Session first.
 */
package ripsaw.linearizability.execution;
