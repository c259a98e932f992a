/**
 * The small simulated multiprocessor that every allocator runs on: cpus with critical sections and
 * asynchronous signals, word-addressed memory with the order in every accessor's name, a page
 * table, and a page allocator that hands a freed address to the next cpu that asks.
 *
 * <p>There are two memories under one allocator code. {@link ripsaw.machine.RawMemory} is a {@code
 * long[]} under VarHandles. {@link ripsaw.machine.CheckedMemory} watches every access to it: it
 * offers a scheduler the chance to switch, and knows for each page who owns it and in which
 * incarnation. Read {@link ripsaw.machine.Machine} first.
 */
package ripsaw.machine;
