/**
 * Puts an agenda to all checkers at the same time, within a budget if there is one, and keeps what
 * they answer ({@link ripsaw.gate.run.Gate}). It judges nothing; it shows how far it is.
 */
package ripsaw.gate.run;
