/**
 * What must hold of a slab allocator whose memory is freed by another cpu than its owner.
 *
 * <p>This room knows no allocator. It states the {@linkplain ripsaw.spec.Property properties} once,
 * evaluates them on a {@linkplain ripsaw.spec.Census census}, holds the sequential {@linkplain
 * ripsaw.spec.HeapModel heap model} that every history is compared with, and the {@linkplain
 * ripsaw.spec.Verdict verdicts} a checker may return. Read {@link ripsaw.spec.Property} first.
 */
package ripsaw.spec;
