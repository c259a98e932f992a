/**
 * The bridge between {@code KmallocObj.tla} and the object allocator.
 *
 * <p>{@link ripsaw.linearizability.bridge.kmallocobj.KmallocObjState} is what a state of the module
 * and a moment of the Java have in common; {@link
 * ripsaw.linearizability.bridge.kmallocobj.KmallocObjPoint} the accesses that are actions.
 */
package ripsaw.linearizability.bridge.kmallocobj;
