/**
 * The bridge between {@code Slub.tla} and Linux's SLUB.
 *
 * <p>{@link ripsaw.linearizability.bridge.slub.SlubState} is what a state of the module and a
 * moment of the Java have in common; {@link ripsaw.linearizability.bridge.slub.SlubPoint} the
 * accesses that are actions. A cpu has several actors here, its program, another thread, a device's
 * interrupt and that of a cross-call, and the Java says which of them acts.
 */
package ripsaw.linearizability.bridge.slub;
