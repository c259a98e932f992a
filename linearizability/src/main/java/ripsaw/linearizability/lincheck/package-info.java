/**
 * Lincheck's model checking of the compiled allocator, with real threads, on the family's programs
 * that start near an edge. Read {@link ripsaw.linearizability.lincheck.LincheckChecker} first.
 */
package ripsaw.linearizability.lincheck;
