/**
 * Asks the gate's checkers about faults that nobody thought of: {@link ripsaw.gate.mutants.Hunt}
 * puts {@link ripsaw.gate.mutants.Question}s about each {@link
 * ripsaw.linearizability.mutation.Mutation} of a subject, cheapest first, until one of them kills
 * it. What survives is triaged in a {@link ripsaw.gate.mutants.Triage}.
 */
package ripsaw.gate.mutants;
