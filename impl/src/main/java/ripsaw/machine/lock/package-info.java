/**
 * Which locks are taken under which: what kernels call lock classes, and the order of them. It
 * knows no cpu but by number, and no machine.
 */
package ripsaw.machine.lock;
