/**
 * Asks the gate's checkers about faults that nobody thought of: {@link ripsaw.gate.hunt.Hunt} puts
 * {@link ripsaw.gate.hunt.Question}s about each {@link ripsaw.linearizability.mutation.Mutation} of
 * a subject, cheapest first, until one of them kills it. What survives is triaged in a {@link
 * ripsaw.gate.hunt.Triage}. {@link ripsaw.gate.hunt.UnitTests} and {@link
 * ripsaw.gate.hunt.LincheckJvm} tell more of survivors, and {@link ripsaw.gate.hunt.ProgramSearch}
 * looks for programs that kill them.
 */
package ripsaw.gate.hunt;
