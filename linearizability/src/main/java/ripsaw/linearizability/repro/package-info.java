/**
 * What was found, kept: a {@link ripsaw.linearizability.repro.Repro} is a file, a {@link
 * ripsaw.linearizability.repro.Replay} makes its execution once more, a {@link
 * ripsaw.linearizability.repro.Recording} is that execution row by row, a {@link
 * ripsaw.linearizability.repro.Shrinker} leaves out what is not needed.
 */
package ripsaw.linearizability.repro;
