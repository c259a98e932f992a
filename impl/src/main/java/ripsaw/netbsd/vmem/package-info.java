/**
 * NetBSD's {@code vmem(9)}: an arena of address ranges under boundary tags, as it was in January
 * 2008 and in August 2015, and a reference that loses no wakeup. What callers get are ranges of
 * pages that the arena imports from the machine's page allocator, as {@code kmem_arena} does from
 * {@code kernel_map}. Start with {@link ripsaw.netbsd.vmem.Vmem}.
 *
 * <p>Simplified on purpose:
 *
 * <ul>
 *   <li>a quantum is 64 bytes, and all spans are imported: there is no static span, no other arena
 *       as a source, and no quantum cache: those are in {@link ripsaw.netbsd.kmem}, over an arena
 *       as here;
 *   <li>the pool of tags has as many as the machine has words for, and never grows: it is a list
 *       under a lock. That it needs a page is a verb ({@code populate}), as if a page had as many
 *       tags as one refill takes; the page stays with it;
 *   <li>lists have links one way, the hash has two lists, and is never made larger;
 *   <li>whoever looks again looks by both strategies, instant fit first;
 *   <li>in 2008 an arena counted no bytes; here each version does;
 *   <li>a request for more than the machine has is refused at once.
 * </ul>
 */
package ripsaw.netbsd.vmem;
