/**
 * The small simulated multiprocessor that every allocator runs on: cpus with critical sections and
 * asynchronous signals, word-addressed memory with the order in every accessor's name, a page
 * table, and a page allocator that hands a freed address to the next cpu that asks.
 *
 * <p>There are two memories under one allocator code. {@link ripsaw.machine.RawMemory} is a {@code
 * long[]} under VarHandles. {@link ripsaw.machine.CheckedMemory} watches every access: it offers a
 * scheduler the chance to switch, knows for each page who owns it and in which incarnation, and
 * finds data races by {@linkplain ripsaw.machine.HappensBefore happens-before}. What a load sees is
 * up to its {@linkplain ripsaw.machine.order.MemoryModel memory model}: {@linkplain
 * ripsaw.machine.SequentialWords one memory}, {@linkplain ripsaw.machine.TotalStoreOrder total
 * store order}, or {@linkplain ripsaw.machine.Views views}. Read {@link ripsaw.machine.Machine}
 * first.
 */
package ripsaw.machine;
