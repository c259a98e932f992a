/**
 * What an execution is made of: actors, the coroutines that run them, and the steps that they make.
 * Nothing here knows of a program or an allocator.
 */
package ripsaw.linearizability.execution.step;
