/**
 * A checker in a JVM of its own, because a subject may hang or crash: the gate's end of the pipe
 * ({@link ripsaw.gate.worker.WorkerProcess}), the worker's ({@link ripsaw.gate.worker.Worker}), and
 * the lines between them ({@link ripsaw.gate.worker.Protocol}).
 */
package ripsaw.gate.worker;
