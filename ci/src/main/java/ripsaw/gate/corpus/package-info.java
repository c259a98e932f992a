/**
 * The repros that are kept: a directory of files ({@link ripsaw.gate.corpus.Corpus}), each of which
 * is replayed and must come to what it expects ({@link ripsaw.gate.corpus.Replays}).
 */
package ripsaw.gate.corpus;
