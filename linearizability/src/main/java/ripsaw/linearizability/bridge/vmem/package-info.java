/**
 * The bridge between {@code Vmem.tla} and NetBSD's arenas.
 *
 * <p>{@link ripsaw.linearizability.bridge.vmem.VmemState} is what a state of the module and a
 * moment of the Java have in common; {@link ripsaw.linearizability.bridge.vmem.VmemPoint} the
 * accesses that are actions: those that take the arena's lock, and those to the source.
 */
package ripsaw.linearizability.bridge.vmem;
