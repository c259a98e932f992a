/**
 * What is run: a {@link ripsaw.linearizability.program.Program} of {@linkplain
 * ripsaw.linearizability.program.Operation operations}, as text and as records; a family's named
 * programs, {@linkplain ripsaw.linearizability.program.Generator all small ones} of an alphabet,
 * and {@linkplain ripsaw.linearizability.program.RandomPrograms programs by chance}. It knows
 * nothing of how they are run.
 */
package ripsaw.linearizability.program;
