/**
 * The gate: what is to be checked ({@link ripsaw.gate.Agenda}), the checkers in JVMs of their own
 * ({@link ripsaw.gate.WorkerProcess}), what their answers come to ({@link ripsaw.gate.Judge}), and
 * how that is told: exit code, tables, reports.
 */
package ripsaw.gate;
