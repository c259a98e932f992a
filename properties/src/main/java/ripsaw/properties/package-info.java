/**
 * Random programs under random schedules, by jqwik. A {@link ripsaw.properties.Plan} is both at
 * once: a machine and a list of {@linkplain ripsaw.linearizability.execution.Move moves}, so that
 * what shrinks is the program and the schedule together. {@link ripsaw.properties.RandomChecker} is
 * the checker.
 */
package ripsaw.properties;
