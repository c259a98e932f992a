/**
 * Keeps subjects honest: what their code does that no checker could see ({@link
 * ripsaw.linearizability.guard.ClassCode}, {@link ripsaw.linearizability.guard.JavaState}), what
 * they throw ({@link ripsaw.linearizability.guard.Crash}), and that they go on at all ({@link
 * ripsaw.linearizability.guard.Watchdog}).
 */
package ripsaw.linearizability.guard;
