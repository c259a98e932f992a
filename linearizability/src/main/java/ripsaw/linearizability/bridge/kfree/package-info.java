/**
 * The bridge between {@code RemoteFree.tla} and the slab allocator.
 *
 * <p>{@link ripsaw.linearizability.bridge.kfree.RemoteFreeState} is what a state of the module and
 * a moment of the Java have in common; {@link ripsaw.linearizability.bridge.kfree.RemoteFreePoint}
 * the accesses that are actions. {@link ripsaw.linearizability.bridge.kfree.RemoteFreeBehaviors}
 * reads the counterexamples of TLC.
 */
package ripsaw.linearizability.bridge.kfree;
