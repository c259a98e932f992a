/**
 * The small heap of {@link ripsaw.blackbox}, with one thing wrong: a mutant for each property that
 * a black box is judged by, so that a checker's silence means something.
 */
package ripsaw.blackbox.mutants;
