/**
 * Interleavings, one package a floor; a package knows those below it only:
 *
 * <ol>
 *   <li>{@code bridge}: between the TLA+ modules and the Java, a package for each family;
 *   <li>{@code lincheck}, {@code picture}: Lincheck; an execution as a page or as text;
 *   <li>{@code checker}: what a checker is to the gate;
 *   <li>{@code repro}: what was found, as a file, replayed, recorded and made small;
 *   <li>{@code explore}: which executions are made;
 *   <li>{@code execution}: one execution under judgement;
 *   <li>{@code guard}: what keeps subjects honest;
 *   <li>{@code program}: what is run.
 * </ol>
 *
 * <p>Read {@link ripsaw.linearizability.program.Program} first, then {@link
 * ripsaw.linearizability.execution.Session}.
 */
package ripsaw.linearizability;
