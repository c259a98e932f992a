/**
 * What goes round in an execution: {@link ripsaw.linearizability.execution.loop.Loops} tells waits,
 * livelocks and unfair rounds apart where every schedule is made; {@link
 * ripsaw.linearizability.execution.loop.Spin} notices a wait where one random schedule is.
 */
package ripsaw.linearizability.execution.loop;
