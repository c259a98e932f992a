/**
 * What is written outside this repository, and checked here: a {@link ripsaw.own.Heap} of blocks,
 * or a structure whose operations may have any names, beside a plain Java class that says what they
 * answer one after another. Both keep what cpus share in the {@link ripsaw.own.Word}s of their
 * {@link ripsaw.own.World}, under names that traces and pictures show.
 *
 * <p>{@link ripsaw.own.OwnSubject} makes a subject of either. A structure is judged by its {@link
 * ripsaw.own.History}; a heap as any allocator is, and by its free blocks if it tells them.
 */
package ripsaw.own;
