/**
 * What the answers of a run come to: of each fault, of each subject, and of the whole ({@link
 * ripsaw.gate.verdict.Judge}). A pure function: no clock, no process, no file.
 */
package ripsaw.gate.verdict;
