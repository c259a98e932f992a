/**
 * What is to be checked, by whom, and how much of it counts: the agenda of a run, the checkers,
 * what each of them can see, and the limits of their effort.
 */
package ripsaw.gate.check;
