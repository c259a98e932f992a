/**
 * How much memory an allocator holds for what is in use: weeks of a system's life, made short, as
 * one trace of allocations and frees that each allocator is given. The seed e9dbfea says that a
 * zone for each type "is designed to greatly reduce fragmentation"; no figure came with it.
 *
 * <p>{@link ripsaw.gate.fragmentation.Uptime} is the trace, {@link ripsaw.gate.fragmentation.Heap}
 * an allocator that lives through it, {@link ripsaw.gate.fragmentation.Course} what was measured,
 * {@link ripsaw.gate.fragmentation.Fragmentation} the comparison, {@link
 * ripsaw.gate.fragmentation.Chart} its picture.
 *
 * <p>What is simulated: the allocators themselves, word by word, on a machine of four cpus that
 * take turns on one thread, so that a seed gives the same figures everywhere. What is made up: the
 * load. Nothing in it depends on where an object lies, so the trace is the same for all.
 */
package ripsaw.gate.fragmentation;
