package ripsaw.gate.sizes;

/**
 * @param arena how often the arena's lock was taken
 * @param depot how often a depot's was
 * @param transfers lines that came from another cpu's cache
 */
record Counts(int arena, int depot, int transfers) {
  Counts minus(Counts before) {
    return new Counts(arena - before.arena, depot - before.depot, transfers - before.transfers);
  }
}
