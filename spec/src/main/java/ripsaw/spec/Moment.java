package ripsaw.spec;

/**
 * What is under way while a census is taken.
 *
 * @param model what callers hold
 * @param allocating how many allocations have begun and not returned: each may hold one block that
 *     the model does not know of yet
 * @param idle true if no operation is under way on any cpu
 */
public record Moment(HeapModel model, int allocating, boolean idle) {}
