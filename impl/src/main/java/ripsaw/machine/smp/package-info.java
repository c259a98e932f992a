/**
 * What a kernel of several cpus builds of a machine's words, locks and signals, beside its
 * allocators: locks that are one bit of a word, calls that all cpus answer, mutexes and conditions
 * that threads sleep for, readers that wait for nobody.
 */
package ripsaw.machine.smp;
