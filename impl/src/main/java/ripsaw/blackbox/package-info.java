/**
 * Allocators that show nothing of themselves. They are judged by what any heap owes its callers: no
 * double grant, alignment, zeroing, nothing touched after it was given back, no data race, an end
 * to every operation, answers in some order, and what was freed can be had again.
 *
 * <p>A heap of your own extends {@link ripsaw.blackbox.Heap} and becomes a subject by {@link
 * ripsaw.blackbox.BlackBoxFamily#subject}. {@link ripsaw.blackbox.BitmapHeap} is a small one that
 * is right.
 */
package ripsaw.blackbox;
