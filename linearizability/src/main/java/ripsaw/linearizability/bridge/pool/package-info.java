/**
 * The bridge between {@code PoolCache.tla} and NetBSD's pool caches.
 *
 * <p>{@link ripsaw.linearizability.bridge.pool.PoolCacheState} is what a state of the module and a
 * moment of the Java have in common; {@link ripsaw.linearizability.bridge.pool.PoolCachePoint} the
 * accesses that are actions. A cpu has two actors here, its program and the interrupt of a
 * cross-call.
 */
package ripsaw.linearizability.bridge.pool;
