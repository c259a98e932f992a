package ripsaw.spec;

/**
 * What is under way while a census is taken.
 *
 * @param model what callers hold
 * @param allocating how many allocations have begun and not returned: each may hold one block that
 *     the model does not know of yet
 * @param underway how many operations have begun and not returned, whatever they are
 * @param idle true if no operation is under way on any cpu
 * @param atRest true if nobody has called for a while, and whatever the kernel does by itself was
 *     done meanwhile: what is still owed now is never paid
 */
public record Moment(HeapModel model, int allocating, int underway, boolean idle, boolean atRest) {}
