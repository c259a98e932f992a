/**
 * Which executions are made: a {@link ripsaw.linearizability.explore.Strategy} decides the steps
 * ({@link ripsaw.linearizability.explore.SourceSets}: every schedule, up to the order of steps that
 * commute), and {@link ripsaw.linearizability.explore.Explorer} makes one execution after another
 * until one violates what is sought. Read Explorer first.
 */
package ripsaw.linearizability.explore;
