/**
 * Explores a suite of programs of one subject, several at a time ({@link
 * ripsaw.gate.explore.Campaign}), and shows first that the subject's faults would have been seen
 * ({@link ripsaw.gate.explore.Canary}).
 */
package ripsaw.gate.explore;
