/**
 * Kinds of accesses and their orders, and what a memory model must know of each word: which stores
 * a load may see, and who has seen what. It knows no cpu and no machine.
 */
package ripsaw.machine.order;
