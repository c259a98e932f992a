/**
 * What is run: a {@link ripsaw.linearizability.program.Program} of {@linkplain
 * ripsaw.linearizability.program.Operation operations}, as text and as records; a family's named
 * programs, and all small ones. It knows nothing of how they are run.
 */
package ripsaw.linearizability.program;
