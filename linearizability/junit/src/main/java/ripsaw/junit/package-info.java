/**
 * Heaps and structures of your own, checked by JUnit: {@link ripsaw.junit.Ripsaw} marks a test,
 * which hands what it is about to its {@link ripsaw.junit.Check}. Every schedule of all small
 * programs is made, under each memory model that the annotation names, after a fault that is
 * planted in the subject was found.
 */
package ripsaw.junit;
