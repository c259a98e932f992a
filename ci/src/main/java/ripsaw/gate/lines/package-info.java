/**
 * Which cache lines an allocator touches, and how often they go from cpu to cpu: the claims of
 * seeds dfb4f096 ("cachelines touched") and 5fee07e ("cache mastership changes"), counted.
 *
 * <p>{@link ripsaw.gate.lines.Traffic} is two cpus that hand objects over, {@link
 * ripsaw.gate.lines.LineWatch} who counts, {@link ripsaw.gate.lines.Footprint} what one operation
 * touched, {@link ripsaw.gate.lines.LineTable} the result.
 *
 * <p>What is simulated: the subject, word by word, on memory in which each word has a {@linkplain
 * ripsaw.machine.cache.Place place}; caches that forget nothing ({@link
 * ripsaw.machine.cache.Coherence}). What is not: time, and a second operation while one is under
 * way. So a figure is a count that every machine of that line size has.
 */
package ripsaw.gate.lines;
