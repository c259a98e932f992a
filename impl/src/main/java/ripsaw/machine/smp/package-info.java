/**
 * What a kernel of several cpus builds of a machine's words, locks and signals, beside its
 * allocators: locks that are one bit of a word.
 */
package ripsaw.machine.smp;
