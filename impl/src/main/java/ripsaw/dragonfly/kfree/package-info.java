/**
 * DragonFly's slab allocator ({@code sys/kern/kern_slaballoc.c}) and the remote free that was
 * rewritten for it in September 2010 (seed: commit 5fee07e).
 *
 * <p>{@link ripsaw.dragonfly.kfree.SlabAllocator} is what callers see, {@link
 * ripsaw.dragonfly.kfree.OwnerSlabs} the owner's side: all versions share both. {@link
 * ripsaw.dragonfly.kfree.RemoteFree} is what they differ in, one strategy for each version, from
 * the oldest to the reference:
 *
 * <ol>
 *   <li>{@link ripsaw.dragonfly.kfree.MessagePerFree}: V0, an IPI for each remote free;
 *   <li>{@link ripsaw.dragonfly.kfree.FlaggedList}: V1 5fee07e, a lock-free list and a flag; its
 *       subclass for V1a 28135cc, {@link ripsaw.dragonfly.kfree.FlaggedListOwnSlot}, and for V1b
 *       722871d, {@link ripsaw.dragonfly.kfree.FlaggedListVmPage};
 *   <li>{@link ripsaw.dragonfly.kfree.PinnedList}: V2 df9daea, a pin; its subclass for V3, {@link
 *       ripsaw.dragonfly.kfree.PinnedListTidied};
 *   <li>{@link ripsaw.dragonfly.kfree.PinLinkRead}: the same three steps in the order that works;
 *   <li>{@link ripsaw.dragonfly.kfree.ParkedWord}: the reference, in which one word holds both the
 *       list and the parked state.
 * </ol>
 *
 * <p>{@link ripsaw.dragonfly.kfree.KfreeFamily} is what the checkers are told of it; what they see
 * is in {@code census}, what must be found in {@code mutants}.
 *
 * <p>Simplified everywhere: assertions of INVARIANTS kernels are left to the census; the free
 * chunks are one list a slab also in V0 (the kernel kept one a page then); slab lists are doubly
 * linked from the start (in the kernel since 2014); the cache of free slabs is an array of the cpu,
 * not a list through their headers, so that no word of a ripped slab is legally touched; {@code
 * ku_pagecnt} is cleared once, at the rip (the kernel clears it again before it unmaps); one thread
 * a cpu.
 */
package ripsaw.dragonfly.kfree;
