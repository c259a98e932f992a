/**
 * What there is to a lock besides its word: whether somebody has it, and which are taken under
 * which, by what kernels call lock classes. It knows no cpu but by number, and no machine.
 */
package ripsaw.machine.lock;
