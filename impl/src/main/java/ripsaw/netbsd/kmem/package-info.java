/**
 * NetBSD's {@code kmem(9)} ({@code sys/kern/subr_kmem.c}): the sized allocator of the kernel, over
 * {@link ripsaw.netbsd.pool pool caches} and an {@link ripsaw.netbsd.vmem arena}, as the families
 * of their own have them, one on the other. Start with {@link ripsaw.netbsd.kmem.Kmem}, the
 * reference, and {@link ripsaw.netbsd.kmem.SizeTable}, which says what serves which size.
 *
 * <p>Simplified on purpose:
 *
 * <ul>
 *   <li>what is simplified in the two families below is so here; of their invariants those of the
 *       arena's tags are asked here, too, and all others of their own subjects only;
 *   <li>a quantum is 64 bytes, the largest quantum cache has two, not 32, a page four, and the
 *       arena imports two pages at a time: so there are two quantum caches and one of the patch's;
 *       {@code ci/ripsaw sizes} has the kernel's numbers;
 *   <li>the machine on which is measured what goes back ({@link ripsaw.netbsd.kmem.KernelMap}) has
 *       the kernel's proportions, but for groups of 3 objects;
 *   <li>the quantum caches are kmem's own, not the arena's, over the same ranges of it;
 *   <li>nobody goes on on another cpu when it has slept, and a cpu has one thread;
 *   <li>the page daemon is whoever sleeps, and after it whoever frees; in 2006 to 2009 there is
 *       none, nor a callback that reclaims the quantum caches when a map is full;
 *   <li>the version of 2006 stands on the pool caches of 2007; those of 2012 and 2022 on the arena
 *       of 2015, and that of 2012 on the reference's pool caches;
 *   <li>a red zone is a word at least, which is a byte in the kernel; poison leaves out the first
 *       word of a chunk; {@code KMEM_GUARD}, {@code FREECHECK} and {@code LOCKDEBUG} are left out;
 *   <li>where the kernel panics, the mistake is reported, and the chunk is freed as it was
 *       allocated.
 * </ul>
 */
package ripsaw.netbsd.kmem;
