/**
 * How many signals a remote free costs: the claim of seed 5fee07e, "this reduces the IPI messaging
 * load by a factor of 100x or more", counted.
 *
 * <p>{@link ripsaw.gate.signals.Setting} is a load, {@link ripsaw.gate.signals.Run} a subject under
 * it, {@link ripsaw.gate.signals.Signals} the comparison, {@link ripsaw.gate.signals.SignalChart}
 * its picture.
 *
 * <p>What is simulated: the subjects themselves, word by word, on cpus that take turns operation by
 * operation, so that a seed gives the same figures everywhere; a cpu takes its signals before its
 * next operation. What is made up: the load.
 */
package ripsaw.gate.signals;
