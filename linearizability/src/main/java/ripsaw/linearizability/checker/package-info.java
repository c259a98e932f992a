/** What a checker is to the gate, and the explorer as one. */
package ripsaw.linearizability.checker;
