/**
 * NetBSD's {@code pool_cache} over {@code pool} ({@code sys/kern/subr_pool.c}): each cpu has two
 * groups of constructed objects, whole groups go through a depot, and the pool below cuts pages
 * into items.
 *
 * <p>Read {@link ripsaw.netbsd.pool.PoolCache} first, the reference, then what it stands on: {@link
 * ripsaw.netbsd.pool.Depot}, {@link ripsaw.netbsd.pool.Pool}, {@link ripsaw.netbsd.pool.PoolState}.
 * A version overrides what it did otherwise: {@link ripsaw.netbsd.pool.PoolCache2001}, {@link
 * ripsaw.netbsd.pool.PoolCache2007}, {@link ripsaw.netbsd.pool.PoolCache2017}, {@link
 * ripsaw.netbsd.pool.PoolCache2020}, {@link ripsaw.netbsd.pool.PoolCache2025}.
 *
 * <p>{@link ripsaw.netbsd.pool.PoolFamily} is what the checkers are told of it; what they see is in
 * {@code census}, what must be found in {@code mutants}.
 *
 * <p>A version is known by the revision of {@code subr_pool.c} that was read. Where the log was not
 * to be had, a bug is dated by two revisions: one that has it, and one that does not.
 *
 * <p>Simplified everywhere:
 *
 * <ul>
 *   <li>Nobody waits for memory: {@code PR_WAITOK} may sleep on the page allocator's lock, and is
 *       refused when there are no pages, as if {@code PR_LIMITFAIL} were said and the page
 *       allocator might fail. So there is no hard limit and no {@code PR_WANTED}. Where a pool has
 *       one grower at a time ({@link ripsaw.netbsd.pool.SerialGrowth}), others wait for the end of
 *       that.
 *   <li>The depot's lock is an adaptive mutex for who may sleep, who always does when he finds it
 *       locked, and a spin mutex for interrupts; the pool's lock is a spin mutex.
 *   <li>There are no interrupt priority levels: a critical section keeps all interrupts away. So a
 *       cache of {@code IPL_NONE} is better protected here than in the kernel of 2007, and a raise
 *       to the wrong level is no fault that could be stated.
 *   <li>Cross-calls run as interrupts, where the kernel has a thread on each cpu.
 *   <li>A group has 3 objects, not 15; groups come out of a pool of two for each cpu and one more,
 *       which takes no pages.
 *   <li>Page headers lie outside their pages and are never out; page lists are linked one way.
 *   <li>An idle page counts as unused for long, whatever the time ({@code pool_inactive_time}).
 *   <li>The high water mark is the machine's number of cached slabs, from when a cache is made; the
 *       low one is nothing, or one item.
 *   <li>Constructors and destructors do nothing, do not fail, and tell that they ran. So does the
 *       drain hook, which takes the kernel's lock for a moment; it is called when pages are out,
 *       and not by {@code pool_reclaim}.
 *   <li>{@code PR_PSERIALIZE} is said of a cache by a verb. A reader is in a critical section.
 *   <li>Left out: the list of all pools, cache colours, red zones, quarantine, large groups, {@code
 *       PR_NOTOUCH}, physical addresses, and cpus that come.
 * </ul>
 */
package ripsaw.netbsd.pool;
