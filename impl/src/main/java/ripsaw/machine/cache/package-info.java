/**
 * What cache lines the words of an allocator lie on, and who owns a line: a simulation that knows
 * no cpu and no machine.
 */
package ripsaw.machine.cache;
