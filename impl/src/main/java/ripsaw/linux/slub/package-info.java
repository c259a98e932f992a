/**
 * Linux SLUB of 2007 and 2008 ({@code mm/slub.c}, seed: commit dfb4f096): a slab for each cpu, with
 * a free list of its own beside the one that other cpus free to, and lists of partial slabs for
 * each node of memory.
 *
 * <p>Read {@link ripsaw.linux.slub.Slub} first, the reference, then what it stands on: {@link
 * ripsaw.linux.slub.Slabs}, {@link ripsaw.linux.slub.PartialLists}, {@link
 * ripsaw.linux.slub.SlubState}. A version overrides what it did otherwise, newest first: {@link
 * ripsaw.linux.slub.Linux2624}, {@link ripsaw.linux.slub.Dfb4f096}, {@link
 * ripsaw.linux.slub.Linux2623}; and {@link ripsaw.linux.slub.CmpxchgLocal}, whose fast paths were
 * reverted.
 *
 * <p>{@link ripsaw.linux.slub.SlubFamily} is what the checkers are told of it; what they see is in
 * {@code census}, what must be found in {@code mutants}.
 *
 * <p>Simplified everywhere:
 *
 * <ul>
 *   <li>Partial lists are linked one way, and a slab is looked for from the head to take it off;
 *       all that is under the list's lock.
 *   <li>{@code MIN_PARTIAL} (2, then 5) is the machine's number of cached slabs.
 *   <li>Which slab holds an object is told by its address, without a look at its {@code struct
 *       page}; {@code kfree} and {@code kmem_cache_free} are one.
 *   <li>A slab is found on another node whenever that has more than it is to keep: the defrag
 *       ratio, and {@code cpusets}, are left out.
 *   <li>Debug slabs are checked for consistency: no red zones, no poison, no tracks, and so no list
 *       of full slabs. To turn that on changes the slabs that are made from then on.
 *   <li>A cache whose objects are longer than 128 bytes stands for one with a constructor.
 *   <li>A cpu goes offline between two of its operations; a thread in the middle of one, which the
 *       kernel would move to another cpu, is waited for. No cpu goes while a cache is closed.
 *   <li>The kernel's own caches, and {@code kmalloc} above a page, are left out.
 *   <li>The state of {@code kmem_cache_cpu} is read and written whole, where the kernel's accesses
 *       are plain and {@code sysfs} looks on.
 * </ul>
 */
package ripsaw.linux.slub;
