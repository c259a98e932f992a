/**
 * DragonFly's object allocator ({@code sys/kern/kern_kmalloc.c}, seed: commit e9dbfea): zones of
 * one kind of object each, so that a slab is never shared, and what a zone had is all free when it
 * goes.
 *
 * <p>Read {@link ripsaw.dragonfly.kmallocobj.KmallocObj} first, then its parts: {@link
 * ripsaw.dragonfly.kmallocobj.Ring}, {@link ripsaw.dragonfly.kmallocobj.Depot}, {@link
 * ripsaw.dragonfly.kmallocobj.SlabCache}, {@link ripsaw.dragonfly.kmallocobj.Exis}, {@link
 * ripsaw.dragonfly.kmallocobj.Types}. A version is a set of parts: {@link
 * ripsaw.dragonfly.kmallocobj.KmallocObjSubjects}.
 *
 * <p>{@link ripsaw.dragonfly.kmallocobj.KmallocObjFamily} is what the checkers are told of it; what
 * they see is in {@code census}, what must be found in {@code mutants}.
 *
 * <p>Simplified everywhere: assertions, the bitmap against double frees among them, are left to the
 * census; a cpu without an active or alternate slab has none, where the kernel has a static dummy
 * with no objects; statistics are counted in a critical section also by a free (there, without
 * one); a slab is zeroed field by field; there are no signals, so nothing is synchronized with them
 * when a zone is destroyed; a second poller at the same time finds nothing to do; the pseudo ticks
 * begin at 2, so that no stamp is by chance the one that says live.
 */
package ripsaw.dragonfly.kmallocobj;
